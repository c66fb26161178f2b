import { Priority } from '@amparo/contracts'
import { type DeliveryEnds, SHARED_ENDS_MS, takenInUntil } from '@amparo/kernel'

/** Until when another hub takes in what goes at that moment. What has no priority is as the ordinary. */
export type ExpiryOf = (at: Date, priority?: Priority) => Date

export const expiryBy =
  (ends: DeliveryEnds): ExpiryOf =>
  (at, priority) =>
    takenInUntil(at, ends[(priority && SOONER[priority]) || 'normal'])

/** What a request for evidence says, and what is written about it, goes for as long as the request itself: one without the other helps nobody. */
export const requestExpiryOf = (at: Date): Date => new Date(at.getTime() + SHARED_ENDS_MS)

const SOONER: Readonly<Partial<Record<Priority, keyof DeliveryEnds>>> = {
  [Priority.URGENT]: 'urgent',
  [Priority.EMERGENCY]: 'emergency',
}
