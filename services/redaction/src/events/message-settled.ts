import { EvidenceKind, messageSettled } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { recordRecall } from '../commands/record-recall.ts'
import { recordDelivery, recordTextDelivery } from '../commands/take-in-message.ts'

const DELIVERIES = {
  [EvidenceKind.DELIVERED]: 'delivered',
  [EvidenceKind.REFUSED]: 'refused',
  [EvidenceKind.EXPIRED]: 'expired',
} as const

/** Whoever wrote to another hub reads with the message whether it got there. */
export const onMessageSettled = (recalled: ReturnType<typeof recordRecall>) =>
  on(messageSettled, async ({ messageId, kind, code }, tx) => {
    const delivery = Object.entries(DELIVERIES).find(([known]) => Number(known) === kind)?.[1]
    if (delivery === undefined) return
    await recordDelivery(tx, { messageId, delivery, code })
    await recordTextDelivery(tx, { textId: messageId, delivery, code })
    await recalled(tx, { messageId, delivery, code })
  })
