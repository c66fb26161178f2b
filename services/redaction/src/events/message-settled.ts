import { EvidenceKind, messageSettled } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { recordDelivery } from '../commands/take-in-message.ts'

const DELIVERIES = {
  [EvidenceKind.DELIVERED]: 'delivered',
  [EvidenceKind.REFUSED]: 'refused',
  [EvidenceKind.EXPIRED]: 'expired',
} as const

/** Whoever wrote to another hub reads with the message whether it got there. */
export const onMessageSettled = () =>
  on(messageSettled, async ({ messageId, kind, code }, tx) => {
    const delivery = Object.entries(DELIVERIES).find(([known]) => Number(known) === kind)?.[1]
    if (delivery !== undefined) await recordDelivery(tx, { messageId, delivery, code })
  })
