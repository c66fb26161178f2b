export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How long a package is tried at least: e-CODEX's default for delivery. */
export const PACKAGE_DEADLINE_MS = 24 * HOUR
/** An update that is lost leaves two hubs with different states for good, so it is tried for longer. */
export const UPDATE_DEADLINE_MS = 14 * DAY
/** What has ended is not sent again; its bytes go, hashes and statements stay. */
export const KEEP_BYTES_MS = 14 * DAY
/** How long it is remembered that an update has come. Longer than any deadline counts (`isLate`). */
export const REMEMBER_MS = 30 * DAY
/** A day's books are told once each package of it must have ended, and clocks may differ. */
export const LEDGER_AFTER_MS = DAY + 2 * HOUR
/** How far back days are told that were missed while the hub was away. Packages are remembered, other messages for longer than this. */
export const LEDGER_DAYS = 14
const CLOCKS_DIFFER_MS = HOUR

/**
 * Came after its deadline, or so long after it was sent that nobody would remember having had it before. A message from the
 * future would be new for too long.
 */
export function isLate({ sentAt, expiresAt }: { sentAt: Date; expiresAt: Date }, now: Date): boolean {
  const age = now.getTime() - sentAt.getTime()
  // Written so that a date that is none counts as late.
  return !(expiresAt >= now && age >= -CLOCKS_DIFFER_MS && age < REMEMBER_MS - DAY)
}

export const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms)
export const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)
export const earlier = (one: Date, other: Date): Date => new Date(Math.min(one.getTime(), other.getTime()))
