import type { PeerLink } from '@amparo/messaging'
import type { Store } from '@amparo/store'
import { type Backoff, delayAfter } from '../domain/delivery.ts'
import { encodeSigned } from '../domain/edge-message.ts'
import { dueFor, type Outgoing, saveAttempt, saveSignature } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

export interface SendDeps extends Deps {
  readonly store: Store
  readonly sign: (message: Uint8Array) => Promise<string>
  readonly backoff: Backoff
}

const BATCH = 32

/** Sends a peer what is due. Answers whether there may be more at once. Throws when the peer is away: nothing is lost by it. */
export const sendDue =
  (deps: SendDeps) =>
  async (peer: string, link: PeerLink): Promise<boolean> => {
    const due = await deps.store.read(reader => dueFor(reader, peer, deps.now(), BATCH))
    for (const message of due) await send(deps, link, message)
    return due.length === BATCH
  }

async function send(deps: SendDeps, link: PeerLink, message: Outgoing): Promise<void> {
  const signature = message.signature ?? (await signOnce(deps, message))
  await link.publish(encodeSigned(message.message, signature))
  const { messageId, peer, kind, attempts } = message
  messages['edge.sent'](deps.log, { messageId, peer, kind, attempts: attempts + 1 })
  const at = new Date(deps.now().getTime() + delayAfter(attempts, deps.backoff))
  await deps.store.run(tx => saveAttempt(tx, messageId, { at, sent: kind === 'evidence' }))
}

/** Signed before the first try and kept: a retry is the same message to the last bit. */
async function signOnce(deps: SendDeps, { messageId, message }: Outgoing): Promise<string> {
  const signature = await deps.sign(message)
  await deps.store.run(tx => saveSignature(tx, messageId, signature))
  return signature
}
