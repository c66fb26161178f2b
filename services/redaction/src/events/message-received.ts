import { encode, type MessageReceived, messageReceived, messageRefused, messageStored } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { messages } from '../commands/messages.ts'
import type { ReceivedMessage } from '../commands/open-message.ts'
import type { takeInMessage } from '../commands/take-in-message.ts'
import { metaOf } from './meta-of.ts'

interface Deps {
  readonly take: ReturnType<typeof takeInMessage>
  readonly newId: NewId
  readonly log: Log
}

/** An agency of another hub has written: into the vault with it, or back word why not. */
export const onMessageReceived = ({ take, newId, log }: Deps) =>
  on(
    messageReceived,
    (event, { occurredAt }) => take(receivedOf(event), occurredAt),
    async (event, tx, context, outcome) => {
      if (outcome.kind === 'seen') return
      const { messageId, referralId, fromHub, to } = receivedOf(event)
      const { correlationId } = context
      const meta = metaOf(messageId, context, newId)
      const line = { messageId, referralId, fromHub, correlationId }
      if (outcome.kind === 'refused') {
        const { code } = outcome
        tx.emit(encode(messageRefused, { messageId, referralId, fromHub, code }, meta))
        messages['message.refused'](log, { ...line, code })
        return
      }
      await outcome.keep(tx)
      if (outcome.kind === 'recalled') {
        messages['recall.taken'](log, { referralId, fromHub, correlationId })
        return
      }
      const { text, named } = outcome
      tx.emit(encode(messageStored, { messageId, referralId, from: text.from, to, ...named }, meta))
      messages['message.taken-in'](log, line)
    },
  )

const receivedOf = ({ fromHub, message }: MessageReceived): ReceivedMessage => ({
  messageId: message?.messageId ?? '',
  referralId: message?.referralId ?? '',
  fromHub,
  to: { hub: message?.to?.hub ?? '', agencyId: message?.to?.agencyId ?? '' },
  ciphertext: message?.ciphertext ?? new Uint8Array(),
  sha256: message?.sha256 ?? '',
})
