import {
  encode,
  type MessageDelivery,
  messageReceived,
  type PackageDelivery,
  packageReceived,
  type ReferralUpdate,
  referralUpdateReceived,
  type StatementDelivery,
  statementReceived,
} from '@amparo/contracts'
import { requestHash as sha256 } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import { codedOf } from '../domain/coded.ts'
import { agencyIdOf } from '../domain/codes.ts'
import { errors } from '../domain/errors.ts'
import { isLate, isOfOtherTime } from '../domain/times.ts'
import { decodeSigned, type ReceivedMessage, readMessage } from '../ports/edge-message.ts'
import type { VerifyPeer } from '../ports/hubs.ts'
import { statedAbout } from '../store/evidence.ts'
import { addIncoming, findIncoming, type Incoming, type NewIncoming } from '../store/incoming.ts'
import { repeatEvidence } from '../store/outgoing.ts'
import { countRefused } from '../store/refused-in.ts'
import { ciphertextFault } from './ciphertext-fault.ts'
import { type TakeFileDeps, takeFile, takeFileAnswer, takeFileQuestion, takePart } from './files/take-file.ts'
import { messages } from './messages.ts'
import type { RequestDeps } from './requests/deps.ts'
import { type ReceivedRequest, readToTake, receiveRequest } from './requests/receive-request.ts'
import { stateAbout } from './state-about.ts'
import { type Proof, takeEvidence } from './take-evidence.ts'
import { takeLedger, takeLedgerAnswer } from './take-ledger.ts'
import { takeMatch } from './take-match.ts'

export interface TakeDeps extends TakeFileDeps {
  readonly store: Store
  readonly requests: RequestDeps
  readonly verify: VerifyPeer
}

/**
 * Takes in what came on a peer's subject: believed only with the signature of that peer's exchange over exactly these bytes, and
 * not read before. `place` is its own in what that peer sent. What is not believed is counted, not answered. Throws only what should be tried again.
 */
export const takeFromPeer =
  (deps: TakeDeps) =>
  async (peer: string, bytes: Uint8Array, place: number): Promise<void> => {
    try {
      const { message: signed, signature } = decodeSigned(bytes)
      await deps.verify(peer, { message: signed, signature }, deps.now())
      const message = readMessage(signed, { peer, ownHub: deps.hub })
      // Not remembered: redaction knows which parts it has.
      if (message.body.case === 'filePart') return await takePart(deps, peer, message.body.value)
      // What must be asked of others is asked before anything is begun.
      const request = await readToTake(deps.requests, message)
      const tell = await deps.store.run(tx =>
        take(deps)(tx, { ...message, place }, { bytes: signed, signature }, request),
      )
      tell()
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
      const { code } = error
      await deps.store.run(tx => countRefused(tx, { peer, code, sha256: sha256(bytes), at: deps.now() }))
      messages['edge.refused'](deps.log, { peer, code })
    }
  }

/** Answers what is to be logged once all of it has been committed. */
const take =
  (deps: TakeDeps) =>
  async (
    tx: Transaction,
    message: ReceivedMessage & { readonly place: number },
    proof: Proof,
    request: ReceivedRequest | undefined,
  ): Promise<() => void> => {
    const { body, peer, messageId } = message
    if (body.case === 'filePart') throw new TypeError('a part is taken without a transaction')
    // Kept as a statement, or of no account: nothing to remember it by is needed.
    if (body.case === 'evidence') return takeEvidence(deps)(tx, peer, body.value, proof)
    const kind = KINDS[body.case]
    const row: NewIncoming = {
      ...{ messageId, peer, kind, referralId: caseOf(messageId, body), sha256: sha256(proof.bytes) },
      ...{ sentAt: message.sentAt, expiresAt: message.expiresAt },
      packageId: idOf(body),
      packageSha256: 'ciphertext' in body.value ? sha256(body.value.ciphertext) : null,
      toAgency: 'to' in body.value ? agencyIdOf(body.value.to?.agencyId) : null,
    }
    if (!(await addIncoming(tx, row, deps.now()))) {
      await repeat(deps, tx, row)
      return () => messages['edge.repeated'](deps.log, { messageId, peer, kind })
    }
    // Neither kept nor answered: what is stated of it is its sender's, that it has expired.
    if (isLate(message, deps.now())) throw errors.edge_message_expired()
    if (isOfOtherTime(message, deps.now())) await stateAbout(deps)(tx, row, 'refused', 'edge_message_expired')
    else if (request) return receiveRequest(deps.requests)(tx, row, request, proof)
    else if (body.case === 'fileQuestion')
      await takeFileQuestion(deps, tx, row, { deliveryId: body.value.deliveryId, place: message.place })
    else if (body.case !== 'evidenceRequest') await takeBody(deps, tx, row, { ...message, body })
    return () => messages['edge.taken'](deps.log, { messageId, peer, kind })
  }

type Taken = Exclude<ReceivedMessage['body'], { case: 'evidence' | 'filePart' }>

async function takeBody(
  deps: TakeDeps,
  tx: Transaction,
  row: Incoming,
  {
    body,
    sentAt,
  }: { readonly body: Exclude<Taken, { case: 'evidenceRequest' | 'fileQuestion' }>; readonly sentAt: Date },
): Promise<void> {
  switch (body.case) {
    case 'package':
      return takePackage(deps, tx, row, body.value)
    case 'message':
      return takeText(deps, tx, row, body.value)
    case 'statement':
      return takeStatement(deps, tx, row, body.value)
    case 'referralUpdate':
      return takeUpdate(deps, tx, row, body.value)
    case 'match':
      return takeMatch(deps, tx, row, body.value)
    case 'file':
      return takeFile(deps, tx, row, body.value)
    case 'fileAnswer':
      return takeFileAnswer(deps, tx, row, body.value)
    case 'ledger':
      await stateAbout(deps)(tx, row, 'delivered')
      return takeLedger(deps, tx, row, { ledger: body.value, sentAt })
    case 'ledgerAnswer':
      await stateAbout(deps)(tx, row, 'delivered')
      return takeLedgerAnswer(deps, tx, row, body.value)
  }
}

const KINDS = {
  package: 'package',
  referralUpdate: 'referral_update',
  message: 'message',
  statement: 'statement',
  ledger: 'ledger',
  ledgerAnswer: 'ledger_answer',
  evidenceRequest: 'evidence_request',
  match: 'match',
  file: 'file',
  fileQuestion: 'file_question',
  fileAnswer: 'file_answer',
} as const

/** What is about no one referral is a case of its own. */
function caseOf(messageId: string, { value }: Taken): string {
  if ('requestId' in value) return value.requestId
  if ('referralId' in value) return value.referralId
  return 'deliveryId' in value ? value.deliveryId : messageId
}

function idOf({ case: kind, value }: Taken): string | null {
  if (kind === 'file') return value.deliveryId
  if ('packageId' in value) return value.packageId
  if ('matchId' in value) return value.matchId
  return 'messageId' in value ? value.messageId : null
}

/** The same message again: its evidence was lost, or is late. The same id with other content is an attack or a defect. */
async function repeat(deps: TakeDeps, tx: Transaction, row: Incoming): Promise<void> {
  const known = await findIncoming(tx, row.peer, row.messageId)
  if (known?.sha256 !== row.sha256) throw errors.edge_message_id_reused()
  await repeatEvidence(tx, await statedAbout(tx, row.messageId, deps.hub), deps.now())
  deps.due(tx, row.peer)
}

async function takePackage(deps: TakeDeps, tx: Transaction, row: Incoming, delivery: PackageDelivery): Promise<void> {
  const { packageId, referralId, ciphertext, sha256: hash, to } = delivery
  if (!(await relayed(deps, tx, row, delivery))) return
  tx.emit(
    encode(
      packageReceived,
      { packageId, referralId, fromHub: row.peer, ciphertext, sha256: hash, ...(to ? { to } : {}) },
      meta(deps, row, packageId),
    ),
  )
}

/** What an agency wrote. It is delivered when redaction has it in the vault. */
async function takeText(deps: TakeDeps, tx: Transaction, row: Incoming, delivery: MessageDelivery): Promise<void> {
  const { messageId, referralId, ciphertext, sha256: hash, to } = delivery
  if (!(await relayed(deps, tx, row, delivery))) return
  const message = { messageId, referralId, ciphertext, sha256: hash, ...(to ? { to } : {}) }
  tx.emit(encode(messageReceived, { fromHub: row.peer, message }, meta(deps, row, messageId)))
}

/** Whether the ciphertext is the one announced, and of a size that goes on; the peer is told either way. */
async function relayed(
  deps: TakeDeps,
  tx: Transaction,
  row: Incoming,
  delivery: Pick<PackageDelivery, 'ciphertext' | 'sha256'>,
): Promise<boolean> {
  const code = ciphertextFault(delivery)
  await stateAbout(deps)(tx, row, code === undefined ? 'relayed' : 'refused', code)
  return code === undefined
}

/** An update may come before its referral: `referral` keeps it until then. */
async function takeUpdate(deps: TakeDeps, tx: Transaction, row: Incoming, update: ReferralUpdate): Promise<void> {
  await stateAbout(deps)(tx, row, 'delivered')
  const { referralId, by, protocolHash } = update
  const steps = update.steps.map(step => ({ ...step, data: codedOf(step.data) }))
  tx.emit(
    encode(
      referralUpdateReceived,
      { fromHub: row.peer, update: { referralId, steps, protocolHash, ...(by ? { by } : {}) } },
      meta(deps, row, referralId),
    ),
  )
}

/** It is delivered when it is here: consent verifies it, and what it does is answered by a statement of its own. */
async function takeStatement(deps: TakeDeps, tx: Transaction, row: Incoming, delivery: StatementDelivery) {
  await stateAbout(deps)(tx, row, 'delivered')
  const { statementId, signed } = delivery
  const statement = { statementId, ...(signed ? { signed } : {}) }
  tx.emit(encode(statementReceived, { fromHub: row.peer, statement }, meta(deps, row, row.messageId)))
}

/** Each is an event by itself: nobody waits for the one before. */
const meta = (deps: TakeDeps, row: Incoming, aggregateId: string) => ({
  id: deps.newId(),
  aggregateId,
  aggregateVersion: 1,
  occurredAt: deps.now(),
  correlationId: row.messageId,
})
