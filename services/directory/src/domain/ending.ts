import { DAY_MS } from '@amparo/kernel'

export interface Lasting {
  readonly fingerprint: string
  readonly hub: string
  /** Empty: of the hub itself. */
  readonly agencyId: string
  /** Code of its use, or "jurisdiction". */
  readonly use: string
  /** Undefined: it does not end by itself. */
  readonly endsAt: Date | undefined
}

export interface Ending extends Lasting {
  /** Whole days; less than none: it has ended. */
  readonly daysLeft: number
}

/** Whole days; undefined: it does not end. */
export const daysLeft = (endsAt: Date | undefined, now: Date): number | undefined =>
  endsAt && Math.floor((endsAt.getTime() - now.getTime()) / DAY_MS)

/** Of each owner's keys for one use the one that lasts longest, where it ends within so many days, or has ended. The next to end comes first. */
export function endingWithin(keys: readonly Lasting[], now: Date, days: number): Ending[] {
  const byOwner = Map.groupBy(keys, ({ hub, agencyId, use }) => [hub, agencyId, use].join(' '))
  return [...byOwner.values()]
    .flatMap(all => lastOf(all, now))
    .filter(one => one.daysLeft < days)
    .toSorted((one, other) => one.daysLeft - other.daysLeft)
}

/** None, where one does not end. */
function lastOf(all: readonly Lasting[], now: Date): Ending[] {
  const ending = all.flatMap(one => {
    const left = daysLeft(one.endsAt, now)
    return left === undefined ? [] : [{ ...one, daysLeft: left }]
  })
  return ending.length < all.length ? [] : ending.toSorted((a, b) => b.daysLeft - a.daysLeft).slice(0, 1)
}
