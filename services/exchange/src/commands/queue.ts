import { requestHash as sha256 } from '@amparo/crypto'
import type { Transaction } from '@amparo/store'
import { type Body, encodeMessage } from '../ports/edge-message.ts'
import { addOutgoing, type NewOutgoing } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'

export type Addressed = Omit<NewOutgoing, 'message' | 'sha256'>

/** A message as it will be sent, however often. */
export function compose({ hub, now }: Pick<Deps, 'hub' | 'now'>, to: Addressed, body: Body): NewOutgoing {
  const { messageId, peer, deadline } = to
  const message = encodeMessage({ messageId, fromHub: hub, toHub: peer, sentAt: now(), expiresAt: deadline }, body)
  return { ...to, message, sha256: sha256(message) }
}

export async function queue(deps: Deps, tx: Transaction, message: NewOutgoing): Promise<void> {
  await addOutgoing(tx, message, deps.now())
  deps.due(tx, message.peer)
}
