import { EvidenceKind, encode, messageBuilt, messageSettled } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { recordRecall } from '../commands/record-recall.ts'
import type { Resealed, resealText } from '../commands/requests/reseal-text.ts'
import { recordDelivery, recordTextDelivery, recordTextSent } from '../commands/take-in-message.ts'
import { metaOf } from './meta-of.ts'

const DELIVERIES = {
  [EvidenceKind.DELIVERED]: 'delivered',
  [EvidenceKind.REFUSED]: 'refused',
  [EvidenceKind.EXPIRED]: 'expired',
} as const

interface Deps {
  readonly reseal: ReturnType<typeof resealText>
  readonly recalled: ReturnType<typeof recordRecall>
  readonly newId: NewId
}

/** Whoever wrote to another hub reads with the message whether it got there. What a request says goes again when it was refused for a key. */
export const onMessageSettled = ({ reseal, recalled, newId }: Deps) =>
  on(
    messageSettled,
    async ({ messageId, kind, code }, { occurredAt: at }): Promise<Resealed> =>
      kind === EvidenceKind.REFUSED ? reseal({ messageId, code, at }) : undefined,
    async ({ messageId, kind, code: stated }, tx, context, resealed) => {
      const delivery = Object.entries(DELIVERIES).find(([known]) => Number(known) === kind)?.[1]
      if (delivery === undefined) return
      if (resealed !== undefined && 'message' in resealed) {
        await recordTextSent(tx, resealed.sent)
        tx.emit(encode(messageBuilt, resealed.message, metaOf(resealed.sent.sentAs, context, newId)))
        return
      }
      const code = resealed?.denial ?? stated
      await recordDelivery(tx, { messageId, delivery, code })
      await recordTextDelivery(tx, { sentAs: messageId, delivery, code })
      await recalled(tx, { messageId, delivery, code })
    },
  )
