import type { PeerLink } from '@amparo/messaging'
import { type Backoff, delayAfter } from '../domain/delivery.ts'
import { encodeSigned } from '../ports/edge-message.ts'
import { type Attempt, type Due, dueFor, saveAttempts, saveSignature } from '../store/outgoing.ts'
import type { SigningDeps } from './deps.ts'
import { giveUp } from './give-up.ts'
import type { HeldBack } from './hold-back.ts'
import { messages } from './messages.ts'

export interface SendDeps extends SigningDeps {
  readonly backoff: Backoff
  readonly heldBack: HeldBack
}

/** In memory at once for a peer. */
const BATCH = 32
const BATCH_BYTES = 4 * 1024 ** 2

/** `away`: something was due, and nothing of it got through. What is not sent is due as before, so nothing is lost by it. */
export type Looked = 'more' | 'done' | 'away'

/**
 * Sends a peer what is due. A message is published first and then marked: after a kill in between it is sent again, and the peer
 * knows it.
 */
export const sendDue =
  (deps: SendDeps) =>
  async (peer: string, link: PeerLink): Promise<Looked> => {
    const bounds = { limit: BATCH, bytes: BATCH_BYTES, to: await deps.heldBack(peer) }
    const due = await dueFor({ sql: deps.store.statement }, { peer, now: deps.now(), ...bounds })
    if (due.length === 0) return 'done'
    const signed = await Promise.all(due.map(message => encodedFor(deps, message)))
    const results = await Promise.allSettled(signed.map(bytes => link.publish(bytes)))
    const resultOf = (i: number) => (results[i]?.status === 'fulfilled' ? results[i].value : 'failed')
    const ofResult = (...wanted: ReturnType<typeof resultOf>[]) => due.filter((_, i) => wanted.includes(resultOf(i)))
    const [taken, tooLarge, failed] = [ofResult('taken'), ofResult('too_large'), ofResult('full', 'failed')]
    for (const message of tooLarge) await giveUp(deps)(message, { kind: 'refused', code: 'package_too_large' })
    if (taken.length > 0) await deps.store.run(tx => saveAttempts(tx, attemptsOf(deps, taken), { taken: true }))
    for (const { messageId, kind, attempts } of taken)
      messages['edge.sent'](deps.log, { messageId, peer, kind, attempts: attempts + 1 })
    if (failed.length === due.length) return 'away'
    // One that the peer is too slow for must not keep the others waiting.
    if (failed.length > 0) await deps.store.run(tx => saveAttempts(tx, attemptsOf(deps, failed), { taken: false }))
    return 'more'
  }

const attemptsOf = ({ now, backoff }: SendDeps, sent: readonly Due[]): Attempt[] =>
  sent.map(({ messageId, attempts, state }) => ({
    messageId,
    nextAt: new Date(now().getTime() + delayAfter(attempts, backoff, state)),
  }))

/**
 * Signed before the first try and kept: a retry is the same to the last bit. After a change of the key it is signed anew, since a peer may
 * believe the one before no more; the peer knows a message by its own bytes.
 */
async function encodedFor({ store, sign, isOwn }: SendDeps, { messageId, message, signature }: Due) {
  if (signature !== null && (await isOwn(signature))) return encodeSigned(message, signature)
  const made = await sign(message)
  return encodeSigned(message, await store.run(tx => saveSignature(tx, messageId, { made, before: signature })))
}
