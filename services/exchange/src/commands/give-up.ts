import { isFinal } from '../domain/delivery.ts'
import type { RefusalCode } from '../domain/errors.ts'
import { lockOutgoing, type Outgoing } from '../store/outgoing.ts'
import type { SigningDeps } from './deps.ts'
import { messages } from './messages.ts'
import { ownStatement } from './own-statement.ts'
import { settle } from './settle.ts'

type End = { readonly kind: 'expired' } | { readonly kind: 'refused'; readonly code: RefusalCode }

/** This hub itself ends a message that has no final statement, and says so, signed. Without effect if one has come meanwhile. */
export const giveUp =
  (deps: SigningDeps) =>
  async (about: Pick<Outgoing, 'messageId' | 'sha256'>, end: End): Promise<void> => {
    const code = end.kind === 'refused' ? end.code : ''
    const statement = await ownStatement(deps)(about, end.kind, code)
    const given = await deps.store.run(async tx => {
      const message = await lockOutgoing(tx, about.messageId)
      if (!message || isFinal(message.state)) return undefined
      await settle(deps)(tx, message, statement)
      return message
    })
    if (!given) return
    const { messageId, peer, kind, referralId } = given
    messages['edge.failed'](deps.log, { messageId, peer, kind, referralId, code: code || end.kind })
  }
