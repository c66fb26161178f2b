import { encode, type MatchDelivery, matchReceived } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Incoming } from '../store/incoming.ts'
import { ciphertextFault } from './ciphertext-fault.ts'
import type { Deps } from './deps.ts'
import { stateAbout } from './state-about.ts'

/** It is delivered when it is here: redaction opens it, and what it thinks of it is answered by a message of its own, or by none. */
export async function takeMatch(deps: Deps, tx: Transaction, row: Incoming, delivery: MatchDelivery): Promise<void> {
  const { matchId, ciphertext, sha256, to } = delivery
  const fault = ciphertextFault(delivery)
  if (fault !== undefined) return stateAbout(deps)(tx, row, 'refused', fault)
  await stateAbout(deps)(tx, row, 'delivered')
  const match = { matchId, ciphertext, sha256, ...(to ? { to } : {}) }
  const meta = { id: deps.newId(), aggregateId: matchId, aggregateVersion: 1 }
  const when = { occurredAt: deps.now(), correlationId: row.messageId }
  tx.emit(encode(matchReceived, { fromHub: row.peer, match }, { ...meta, ...when }))
}
