import { DAY_MS } from '@amparo/kernel'

/** How often another subkey is drawn, and how long each is kept from when it was drawn. */
export interface SubkeyTimes {
  readonly rotateMs: number
  readonly keepMs: number
}

export const SUBKEY_TIMES: SubkeyTimes = { rotateMs: 7 * DAY_MS, keepMs: 14 * DAY_MS }

/** At least so long forms that were sealed to one are still opened after the next was drawn: until everybody has fetched the new one. */
const GRACE_MS = 3_600_000

/** Whether another one is to be drawn, by when the newest was; undefined: there is none. */
export const isRotationDue = (newest: Date | undefined, now: Date, { rotateMs }: SubkeyTimes): boolean =>
  newest === undefined || newest.getTime() + rotateMs <= now.getTime()

/** Whether a subkey is to be destroyed. The last one never is: nothing could be sealed. */
export function isOver(drawnAt: Date, next: Date | undefined, now: Date, { rotateMs, keepMs }: SubkeyTimes): boolean {
  if (next === undefined) return false
  const grace = Math.min(GRACE_MS, keepMs - rotateMs)
  return Math.max(drawnAt.getTime() + keepMs, next.getTime() + grace) <= now.getTime()
}
