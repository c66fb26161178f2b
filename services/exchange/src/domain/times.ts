import { CLOCKS_DIFFER_MS, SHARED_ENDS_MS } from '@amparo/kernel'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** An update that is lost leaves two hubs with different states for good, so it is tried for longer. */
export const UPDATE_DEADLINE_MS = SHARED_ENDS_MS
/** What has ended is not sent again; its bytes go, hashes and statements stay. */
export const KEEP_BYTES_MS = 14 * DAY
/** How long it is remembered that an update has come. Longer than any deadline counts (`isOfOtherTime`). */
export const REMEMBER_MS = 30 * DAY
/** A day's books are told a day after it, and clocks may differ: what is lost by then is found soon. What is under way still agrees with anything. */
export const LEDGER_AFTER_MS = DAY + 2 * HOUR
/** How far back days are told that were missed while the hub was away. Packages are remembered, other messages for longer than this. */
export const LEDGER_DAYS = 14
/** They are told once more when all of the day has ended, whatever a hub's ends are set to (14 days at most), and what was stated then has come. */
export const LEDGER_AGAIN_AFTER_MS = UPDATE_DEADLINE_MS + DAY
/** Later than that it would be held against books in which the other hub has begun to forget (`REMEMBER_MS`). From the beginning of the day. */
export const LEDGER_AGAIN_DAYS = 26
const LEDGER_LAST_DAYS = 28
/** Until when the other hub may take it in. */
export const ledgerDeadline = (startOfDay: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + UPDATE_DEADLINE_MS, startOfDay.getTime() + LEDGER_LAST_DAYS * DAY))
/** Came after its deadline: nothing is stated of it here, since its sender states that it has expired. */
export const isLate = ({ expiresAt }: { readonly expiresAt: Date }, now: Date): boolean =>
  // Written so that a date that is none counts as late.
  !(expiresAt >= now)

/** Sent so long ago that nobody would remember having had it before, or in the future: it would be new for too long. */
export function isOfOtherTime({ sentAt }: { readonly sentAt: Date }, now: Date): boolean {
  const age = now.getTime() - sentAt.getTime()
  return !(age >= -CLOCKS_DIFFER_MS && age < REMEMBER_MS - DAY)
}

export const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms)
export const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)
