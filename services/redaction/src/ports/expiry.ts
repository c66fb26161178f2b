import { Priority } from '@amparo/contracts'
import { type DeliveryEnds, takenInUntil } from '@amparo/kernel'

/** Until when another hub takes in what goes at that moment. What has no priority is as the ordinary. */
export type ExpiryOf = (at: Date, priority?: Priority) => Date

export const expiryBy =
  (ends: DeliveryEnds): ExpiryOf =>
  (at, priority) =>
    takenInUntil(at, ends[(priority && SOONER[priority]) || 'normal'])

const SOONER: Readonly<Partial<Record<Priority, keyof DeliveryEnds>>> = {
  [Priority.URGENT]: 'urgent',
  [Priority.EMERGENCY]: 'emergency',
}
