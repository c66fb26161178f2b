import {
  type EdgeMessage,
  encode,
  type PackageDelivery,
  packageReceived,
  type ReferralUpdate,
  referralUpdateReceived,
} from '@amparo/contracts'
import { type PinnedSigner, requestHash as sha256, verifyDetached } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import type { Kind } from '../domain/delivery.ts'
import { checkAddress, decodeSigned, isExpired, uuidOf } from '../domain/edge-message.ts'
import { errors } from '../domain/errors.ts'
import type { SignerOf } from '../ports/hubs.ts'
import { statedAbout } from '../store/evidence.ts'
import { countUpdates, findIncoming, type Incoming, keepRefusedMessage, takeMessage } from '../store/incoming.ts'
import { repeatEvidence } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { queueEvidence } from './queue.ts'
import { takeEvidence } from './take-evidence.ts'

export interface TakeDeps extends Deps {
  readonly store: Store
  readonly signerOf: SignerOf
}

/**
 * Takes in what came on a peer's subject: believed only with the signature of that peer's exchange over exactly these bytes.
 * What is not believed is counted, not answered. Throws only what should be tried again.
 */
export const takeFromPeer =
  (deps: TakeDeps) =>
  async (peer: string, bytes: Uint8Array): Promise<void> => {
    try {
      const { signed, message } = decodeSigned(bytes)
      checkAddress(message, { peer, ownHub: deps.hub })
      const signer: PinnedSigner = await deps.signerOf(peer, deps.now())
      await verifyDetached({ bytes: signed.message, signature: signed.signature, signer, now: deps.now() })
      await deps.store.run(tx => take(deps)(tx, message, { bytes: signed.message, signature: signed.signature }))
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
      messages['edge.refused'](deps.log, { peer, code: error.code })
      const row = { id: deps.newId(), peer, code: error.code, sha256: sha256(bytes), at: deps.now() }
      await deps.store.run(tx => keepRefusedMessage(tx, row))
    }
  }

interface Proof {
  readonly bytes: Uint8Array
  readonly signature: string
}

const take =
  (deps: TakeDeps) =>
  async (tx: Transaction, message: EdgeMessage, proof: Proof): Promise<void> => {
    const row = rowOf(message, sha256(proof.bytes))
    if (!(await takeMessage(tx, row, deps.now()))) return repeat(deps, tx, row)
    messages['edge.taken'](deps.log, { messageId: row.messageId, peer: row.peer, kind: row.kind })
    const { body } = message
    if (body.case === 'evidence') return takeEvidence(deps)(tx, row.peer, body.value, proof)
    if (isExpired(message, deps.now())) return queueEvidence(deps)(tx, row, 'refused', 'edge_message_expired')
    if (body.case === 'package') return takePackage(deps, tx, row, body.value)
    if (body.case === 'referralUpdate') return takeUpdate(deps, tx, row, body.value)
    throw errors.edge_message_unreadable()
  }

/** The same message again: its evidence was lost, or is late. The same id with other content is an attack or a defect. */
async function repeat(deps: TakeDeps, tx: Transaction, row: Incoming): Promise<void> {
  const known = await findIncoming(tx, row.messageId)
  if (known?.sha256 !== row.sha256 || known.peer !== row.peer) throw errors.edge_message_id_reused()
  messages['edge.repeated'](deps.log, { messageId: row.messageId, peer: row.peer, kind: row.kind })
  await repeatEvidence(tx, await statedAbout(tx, row.messageId, deps.hub), deps.now())
  deps.wake()
}

async function takePackage(deps: TakeDeps, tx: Transaction, row: Incoming, delivery: PackageDelivery): Promise<void> {
  if (sha256(delivery.ciphertext) !== delivery.sha256) return queueEvidence(deps)(tx, row, 'refused', 'package_altered')
  await queueEvidence(deps)(tx, row, 'relayed')
  const { packageId, referralId, ciphertext, sha256: hash, to } = delivery
  tx.emit(
    encode(
      packageReceived,
      { packageId, referralId, fromHub: row.peer, ciphertext, sha256: hash, ...(to ? { to } : {}) },
      meta(deps, row, packageId, 1),
    ),
  )
}

async function takeUpdate(deps: TakeDeps, tx: Transaction, row: Incoming, update: ReferralUpdate): Promise<void> {
  await queueEvidence(deps)(tx, row, 'delivered')
  const version = await countUpdates(tx, update.referralId)
  tx.emit(encode(referralUpdateReceived, { fromHub: row.peer, update }, meta(deps, row, update.referralId, version)))
}

const meta = (deps: TakeDeps, row: Incoming, aggregateId: string, aggregateVersion: number) => ({
  id: deps.newId(),
  aggregateId,
  aggregateVersion,
  occurredAt: deps.now(),
  correlationId: row.messageId,
})

function rowOf(message: EdgeMessage, hash: string): Incoming {
  const { body } = message
  const kinds = { package: 'package', referralUpdate: 'referral_update', evidence: 'evidence' } as const
  if (body.case === undefined) throw errors.edge_message_unreadable()
  const kind: Kind = kinds[body.case]
  return {
    messageId: message.messageId,
    peer: message.fromHub,
    kind,
    referralId: body.case === 'evidence' ? null : uuidOf(body.value.referralId),
    packageId: body.case === 'package' ? uuidOf(body.value.packageId) : null,
    sha256: hash,
  }
}
