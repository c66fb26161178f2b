import type { Store } from '@amparo/store'
import { isFinal } from '../domain/delivery.ts'
import { addEvidence } from '../store/evidence.ts'
import { lockOutgoing, overdue, purge } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { settle } from './take-evidence.ts'

const KEEP_CIPHERTEXT_MS = 14 * 24 * 3_600_000

/** What has no final statement by its deadline has failed, and whoever sent it hears so. The ciphertext of what ended two weeks ago goes. */
export const expireOverdue = (deps: Deps & { readonly store: Store }) => async (): Promise<void> => {
  const ids = await deps.store.read(reader => overdue(reader, deps.now()))
  for (const id of ids)
    await deps.store.run(async tx => {
      const message = await lockOutgoing(tx, id)
      if (!message || isFinal(message.state)) return
      const { messageId, peer, kind, referralId } = message
      messages['edge.expired'](deps.log, { messageId, peer, kind, referralId })
      await addEvidence(tx, {
        ...{ evidenceId: deps.newId(), aboutMessageId: messageId, issuer: deps.hub, kind: 'expired', code: null },
        ...{ at: deps.now(), message: null, signature: null },
      })
      await settle(deps)(tx, message, { kind: 'expired', code: '' })
    })
  await deps.store.run(tx => purge(tx, new Date(deps.now().getTime() - KEEP_CIPHERTEXT_MS)))
}
