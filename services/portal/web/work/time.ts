const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Heat = 'over' | 'now' | 'soon' | 'later'

/** How much it burns: past; within two hours; within a day; later. */
export function heatOf(dueAt: string, now: Date): Heat {
  const left = new Date(dueAt).getTime() - now.getTime()
  if (left < 0) return 'over'
  if (left <= 2 * HOUR) return 'now'
  return left <= DAY ? 'soon' : 'later'
}

/** "in 2 hours", "3 days ago": in the unit that a person would use, rounded towards now, so that nobody is promised too much. */
export function distance(at: string, now: Date, language: string): string {
  const far = new Date(at).getTime() - now.getTime()
  const size = Math.abs(far)
  const [unit, length] =
    size < 90 * MINUTE
      ? (['minute', MINUTE] as const)
      : size < 2 * DAY
        ? (['hour', HOUR] as const)
        : (['day', DAY] as const)
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  const count = Math.trunc(far / length)
  // Negative zero says "ago", zero does not.
  return words.format(count === 0 && far < 0 ? -0 : count, unit)
}
