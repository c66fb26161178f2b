import type { FieldError } from '@amparo/kernel'
import type { Side } from '@amparo/protocols'
import type { Sent } from './case.ts'
import { visibleTo } from './visible.ts'

/**
 * What is wrong with the time at which the recipient says that it took a step by phone: it may, of a referral that came to it by another
 * way, and no earlier than anything that the step follows. The sender's hub judges a reported time by the same order (`judge`).
 */
export function faultsOfStep({ referral, steps }: Sent, side: Side, happenedAt: Date, now: Date): FieldError[] {
  const pointer = '/happenedAt'
  if (referral.fallback === undefined || side !== 'recipient') return [{ pointer, code: 'not_allowed' }]
  if (happenedAt > now) return [{ pointer, code: 'in_the_future' }]
  return visibleTo(steps, side).some(({ at }) => at > happenedAt) ? [{ pointer, code: 'before_what_it_follows' }] : []
}
