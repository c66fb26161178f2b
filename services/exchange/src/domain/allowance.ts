/** So much a second, and so much at once after a silence. */
export interface Allowance {
  readonly perSecond: number
  readonly burst: number
}

/** What is left, at a time in milliseconds. Below nothing: it has been spent in advance. */
export interface Bucket {
  readonly left: number
  readonly at: number
}

/** Spends, and answers for how many milliseconds to wait before going on. */
export function spend(
  bucket: Bucket | undefined,
  cost: number,
  { perSecond, burst }: Allowance,
  at: number,
): { bucket: Bucket; waitMs: number } {
  const refilled = bucket ? Math.min(burst, bucket.left + (Math.max(0, at - bucket.at) * perSecond) / 1_000) : burst
  const left = refilled - cost
  return { bucket: { left, at }, waitMs: left < 0 ? Math.ceil((-left * 1_000) / perSecond) : 0 }
}
