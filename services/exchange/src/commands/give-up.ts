import { requestHash as sha256 } from '@amparo/crypto'
import type { Transaction } from '@amparo/store'
import { isFinal } from '../domain/delivery.ts'
import type { RefusalCode } from '../domain/errors.ts'
import { after, UPDATE_DEADLINE_MS } from '../domain/times.ts'
import type { EvidenceRow } from '../store/evidence.ts'
import { lockOutgoing, type Outgoing } from '../store/outgoing.ts'
import type { SigningDeps } from './deps.ts'
import { messages } from './messages.ts'
import { ownStatement } from './own-statement.ts'
import { queue } from './queue.ts'
import { settle } from './settle.ts'

type End = { readonly kind: 'expired' } | { readonly kind: 'refused'; readonly code: RefusalCode }

/**
 * This hub itself ends a message that has no final statement, and says so, signed. Without effect if one has come meanwhile. A peer that may have
 * the message is sent the statement that it has expired: if it has answered for it all the same, it repeats its answer.
 */
export const giveUp =
  (deps: SigningDeps) =>
  async (about: Pick<Outgoing, 'messageId' | 'sha256' | 'packageId' | 'peer'>, end: End): Promise<void> => {
    const code = end.kind === 'refused' ? end.code : ''
    const statement = await ownStatement(deps)(about, end.kind, code)
    const given = await deps.store.run(async tx => {
      const message = await lockOutgoing(tx, about.messageId)
      if (!message || isFinal(message.state)) return undefined
      await settle(deps)(tx, message, statement)
      if (end.kind === 'expired' && message.attempts > 0) await tellPeer(deps, tx, message, statement)
      return message
    })
    if (!given) return
    const { messageId, peer, kind, referralId } = given
    messages['edge.failed'](deps.log, { messageId, peer, kind, referralId, code: code || end.kind })
  }

/** The very bytes that this hub keeps. A statement is good for ever; the deadline only fills its place. */
export async function tellPeer(
  deps: SigningDeps,
  tx: Transaction,
  { peer, referralId, packageId }: Outgoing,
  { evidenceId: messageId, message }: EvidenceRow,
): Promise<void> {
  if (message === null) return
  const deadline = after(deps.now(), UPDATE_DEADLINE_MS)
  const to = { messageId, peer, kind: 'evidence', referralId, packageId, fromAgency: null, deadline } as const
  await queue(deps, tx, { ...to, message, sha256: sha256(message) })
}
