import type { FieldError } from '@amparo/kernel'
import type { Side } from '@amparo/protocols'
import type { Sent } from './case.ts'

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
export const BELIEVED_MS = 14 * 24 * 3_600_000

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

/**
 * What is wrong with the time at which the recipient says that it took a step by phone: it may, of a referral that came to it by another
 * way, and no earlier than anything that the step follows. The sender's hub judges a reported time by the same order (`judge`).
 */
export function faultsOfStep({ referral, steps }: Sent, side: Side, happenedAt: Date, now: Date): FieldError[] {
  const pointer = '/happenedAt'
  if (referral.fallback === undefined || side !== 'recipient') return [{ pointer, code: 'not_allowed' }]
  if (happenedAt > now) return [{ pointer, code: 'in_the_future' }]
  return steps.some(({ at }) => at > happenedAt) ? [{ pointer, code: 'before_what_it_follows' }] : []
}
