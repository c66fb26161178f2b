import { type FieldError, SHARED_ENDS_MS } from '@amparo/kernel'

/** Of a referral that was made by phone or on paper while the system was away, and entered afterwards. */
export interface Fallback {
  /** Codes of fallbackChannels and staffRoles. */
  readonly channel: string
  /** Printed on the form. */
  readonly number: string
  /** When it really was made; its clocks run from then. */
  readonly happenedAt: Date
  /** Who at the other agency said that they had it, by role; undefined: nobody. */
  readonly acknowledgedBy: string | undefined
}

/** A hub may be away for as long as updates to it are tried. What it says of before that is taken to be of then. */
export const BELIEVED_MS = SHARED_ENDS_MS

/** What is wrong with the time that a user of this hub states: nothing ahead, and nothing older than `longestMs`. */
export function faultsOf({ happenedAt }: Pick<Fallback, 'happenedAt'>, now: Date, longestMs: number): FieldError[] {
  const age = now.getTime() - happenedAt.getTime()
  const pointer = '/fallback/happenedAt'
  if (age < 0) return [{ pointer, code: 'in_the_future' }]
  return age > longestMs ? [{ pointer, code: 'too_long_ago' }] : []
}

/** What another hub says of it, as far as that is believed: no later than its arrival, and not from long before. */
export function believed(said: Fallback, arrivedAt: Date): Fallback {
  const earliest = arrivedAt.getTime() - BELIEVED_MS
  const happenedAt = new Date(Math.min(Math.max(said.happenedAt.getTime(), earliest), arrivedAt.getTime()))
  return { ...said, happenedAt }
}
