import {
  encode,
  evidenceKinds,
  evidenceReceived,
  fileSettled,
  fromBinary,
  isOfKeys,
  matchSettled,
  messageSettled,
  packageReturned,
  RemakeSchema,
  timestampFromDate,
} from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { isFinal, next } from '../domain/delivery.ts'
import { addEvidence, countEvidence, type EvidenceRow } from '../store/evidence.ts'
import { type Outgoing, remakeOf, saveState } from '../store/outgoing.ts'
import { saveCallAt } from '../store/request-calls.ts'
import type { Deps } from './deps.ts'

const OF_REQUESTS: ReadonlySet<Outgoing['kind']> = new Set(['evidence_request', 'message', 'file'])

/** Keeps a statement about a message of ours, which is locked, and what it makes of it; the hub's own services hear of what is theirs. */
export const settle =
  (deps: Deps) =>
  async (tx: Transaction, about: Outgoing, statement: EvidenceRow): Promise<void> => {
    if (!(await addEvidence(tx, statement))) return
    const { messageId, referralId, packageId, peer } = about
    const state = next(about.state, statement.kind)
    const code = statement.code ?? ''
    const at = deps.now()
    await saveState(tx, { messageId, state, code, at, ended: isFinal(state) })
    // What had to wait for it may go.
    if (isFinal(state)) deps.due(tx, peer)
    // Whoever waits to hear of an urgent request, of what was written about it, or of its files, has it looked at again.
    if (OF_REQUESTS.has(about.kind)) await saveCallAt(tx, referralId, at)
    if (packageId === null) return
    const aggregateVersion = await countEvidence(tx, messageId)
    const meta = {
      id: deps.newId(),
      aggregateId: packageId,
      aggregateVersion,
      occurredAt: at,
      correlationId: messageId,
    }
    const kind = evidenceKinds.toEnum(statement.kind)
    const remake = state === 'refused' && isOfKeys(code) ? await remakeOf(tx, messageId) : undefined
    // The referral hears of what is made in its place, or that nothing is.
    if (remake) {
      const returned = { packageId, referralId, code, remake: fromBinary(RemakeSchema, remake) }
      tx.emit(encode(packageReturned, returned, meta))
      return
    }
    // A supplement that does not arrive leaves the referral as it was.
    if (about.kind === 'package') {
      const stated = { packageId, referralId, kind, code, madeAt: timestampFromDate(about.madeAt) }
      tx.emit(encode(evidenceReceived, stated, meta))
    }
    if (about.kind === 'message' && isFinal(state))
      tx.emit(encode(messageSettled, { messageId: packageId, referralId, kind, code }, meta))
    if (about.kind === 'file' && isFinal(state))
      tx.emit(encode(fileSettled, { deliveryId: packageId, kind, code }, meta))
    if (about.kind === 'match' && isFinal(state))
      tx.emit(encode(matchSettled, { matchId: packageId, kind, code }, meta))
  }
