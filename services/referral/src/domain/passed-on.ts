import type { PlannedService, Side } from '@amparo/protocols'

export type PassingOn = 'sub-referral' | 'transfer' | 're-offer'

/** What a referral led to: another one, made by whoever had the person. Neither its id nor its agencies: a party of the first may be none of it. */
export interface PassedOn {
  readonly kind: PassingOn
  /** FHIR R4 TaskStatus. */
  readonly status: string
  readonly services: readonly string[]
  /** Of those, what was provided there, once it is completed. */
  readonly provided: readonly string[]
  /** The number under which another hub hears of it. */
  readonly toldAs?: number
}

/** Of which the other agency hears: those that answer or end it. */
const TOLD: readonly string[] = ['accepted', 'rejected', 'completed', 'failed', 'cancelled']
export const isOutcome = (before: string | undefined, now: string): boolean => before !== now && TOLD.includes(now)

/** A sub-referral is part of the work for both; to whom the person went instead is the sender's to know. */
export const concerns = (kind: PassingOn, side: Side): boolean => kind === 'sub-referral' || side === 'sender'

export type Became = PlannedService & { readonly became?: 'provided' }

const FINAL: readonly string[] = ['provided', 'declined-by-person']

/** A service that a sub-referral has provided was referred out, and came to that. */
export function withOutcomes(plan: readonly PlannedService[], passedOn: readonly PassedOn[]): Became[] {
  const provided = providedBySubs(passedOn)
  return plan.map(one =>
    provided.has(one.service) && !FINAL.includes(one.state)
      ? { service: one.service, state: 'referred-out', became: 'provided' }
      : one,
  )
}

export const providedBySubs = (passedOn: readonly PassedOn[]): Set<string> =>
  new Set(passedOn.flatMap(({ kind, provided }) => (kind === 'sub-referral' ? provided : [])))
