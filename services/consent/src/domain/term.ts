import { DAY_MS, HOUR_MS } from '@amparo/kernel'
import type { Form } from './form.ts'
import type { Policy } from './policy.ts'
import { sheetBy } from './sheet.ts'

export interface Term {
  /** Exclusive. */
  readonly endsAt: Date
  /** Without a second person's word by then it lapses. */
  readonly confirmBy: Date | undefined
  /** Without the sheet that was signed by then it lapses too. Absent: none is awaited. */
  readonly sheetBy?: Date | undefined
}

/** A date is valid to the end of its day, in UTC. */
const endOfDay = (date: string): Date => new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS)

/** When somebody looks at it again; a consent is the person's, and ends with its date. */
export const reviewBy = (basis: Form['basis'], now: Date, policy: Policy): Date | undefined =>
  basis === 'consent' ? undefined : new Date(now.getTime() + policy.bases.reviewWithinHours[basis] * HOUR_MS)

/**
 * What one officer says alone lapses unless a second person confirms it: also that the person, who is to be told what the law compels to report,
 * was not, because telling would endanger somebody. That exception is ours (ADR 30).
 */
export const needsSecondPerson = ({ basis, justification }: Form, { bases }: Policy): boolean =>
  bases.needsSecondPerson.includes(basis) ||
  (basis === 'legal_obligation' && justification?.personTold === 'would_endanger')

/**
 * How long a basis lasts. The form's date is an upper bound: a vital interest ends after 72 h, and so does recorded oral consent
 * without a witness (rules: Lawful basis); a court's limit ends its order.
 */
export function termOf(form: Form, now: Date, policy: Policy): Term {
  const { bases, consentForm } = policy
  const after = (hours: number) => new Date(now.getTime() + hours * HOUR_MS)
  const ends = [
    endOfDay(form.validUntil),
    ...(form.justification?.until === undefined ? [] : [endOfDay(form.justification.until)]),
    ...(form.basis === 'vital_interest' ? [after(bases.vitalInterest.endsAfterHours)] : []),
    ...(form.basis === 'consent' && form.signature === 'oral' ? [after(consentForm.oral.endsAfterHours)] : []),
  ]
  return {
    endsAt: new Date(Math.min(...ends.map(Number))),
    confirmBy: needsSecondPerson(form, policy) ? after(bases.secondPersonWithinHours) : undefined,
    sheetBy: sheetBy(form, now, policy),
  }
}
