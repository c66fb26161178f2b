/** By when, in ms after it was made, the other hub is to have stated each of these about what was sent. */
export interface DeliveryDues {
  readonly relayed: number
  readonly delivered: number
  readonly retrieved: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Of e-CODEX for the ordinary one: 12, 24 and 36 hours. An emergency that is not there after five minutes, or not opened after thirty, is
 * told by phone. A hub may be configured otherwise (`deliveryDues` of libs/config); nothing else says these times.
 */
export const DELIVERY_DUES = {
  emergency: { relayed: 5 * MINUTE, delivered: 5 * MINUTE, retrieved: 30 * MINUTE },
  urgent: { relayed: 2 * HOUR, delivered: 4 * HOUR, retrieved: 12 * HOUR },
  normal: { relayed: 12 * HOUR, delivered: 24 * HOUR, retrieved: 36 * HOUR },
} as const satisfies Readonly<Record<string, DeliveryDues>>

/** In ms after it was made, by when what is sent has ended: delivered, refused or expired. Of e-CODEX for the ordinary one: 24 hours. */
export type DeliveryEnds = Readonly<Record<keyof typeof DELIVERY_DUES, number>>

/**
 * An emergency has been told by phone long before, so that what comes after half a day would only mislead. A hub may be configured otherwise
 * (`deliveryEnds` of libs/config).
 */
export const DELIVERY_ENDS = {
  emergency: 12 * HOUR,
  urgent: 24 * HOUR,
  normal: 24 * HOUR,
} as const satisfies DeliveryEnds

/** By so much, in ms, the clock of another hub may differ. */
export const CLOCKS_DIFFER_MS = HOUR

/**
 * Between the last moment at which a package is taken in and the one at which its sender states that it has expired: the difference of the
 * clocks, and time for what was stated in that moment to come.
 */
export const ENDING_MS = CLOCKS_DIFFER_MS + 30 * MINUTE

/** The expiry with which it is sealed and sent: after it nobody takes it in. */
export const takenInUntil = (madeAt: Date, endsAfterMs: number): Date =>
  new Date(madeAt.getTime() + endsAfterMs - ENDING_MS)

/**
 * In ms, how long what two hubs must both know in the end is tried: updates, requests for evidence with what they say, files. Lost, it would leave them apart
 * for good, so it outlasts a hub that is away for a week.
 */
export const SHARED_ENDS_MS = 14 * 24 * HOUR
