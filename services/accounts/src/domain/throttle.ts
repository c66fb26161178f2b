/** How wrong tries slow down. Seconds throughout. */
export interface Throttle {
  /** Tries that cost nothing. */
  readonly free: number
  readonly firstBlock: number
  readonly longestBlock: number
  /** After so long without a try, all is forgotten. */
  readonly forgetAfter: number
}

/** NIST SP 800-63B 5.2.2 asks for at most 100 in a row; this stays far below without locking anybody out for good. */
export const PER_ACCOUNT: Throttle = { free: 5, firstBlock: 30, longestBlock: 900, forgetAfter: 3_600 }
/** An office shares one address, so it gets more. */
export const PER_ADDRESS: Throttle = { free: 60, firstBlock: 30, longestBlock: 900, forgetAfter: 3_600 }

export interface Attempts {
  readonly failures: number
  readonly lastAt: Date
  readonly blockedUntil: Date
}

/**
 * Counts a try before it is known to be right: tries made at the same time cannot slip by one another. Undefined: it
 * may not be made now.
 */
export function countTry(past: Attempts | undefined, throttle: Throttle, now: Date): Attempts | undefined {
  if (past && past.blockedUntil > now) return undefined
  const forgotten = !past || now.getTime() - past.lastAt.getTime() > throttle.forgetAfter * 1000
  const failures = (forgotten ? 0 : past.failures) + 1
  return { failures, lastAt: now, blockedUntil: new Date(now.getTime() + blockAfter(failures, throttle) * 1000) }
}

const blockAfter = (failures: number, { free, firstBlock, longestBlock }: Throttle): number =>
  failures < free ? 0 : Math.min(longestBlock, firstBlock * 2 ** (failures - free))
