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
