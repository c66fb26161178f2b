import type { ReferralView, StepTaken } from '@amparo/client'

/** Its place may change: a step of the other agency's, known late, may come before it. */
export const keyOf = ({ side, step, at }: StepTaken) => `${side} ${step} ${at}`

export function stepsSince(before: ReferralView, now: ReferralView): StepTaken[] {
  const known = new Set(before.steps.map(keyOf))
  return now.steps.filter(step => !known.has(keyOf(step)))
}

/** Nothing but messages that the own agency wrote: whoever decides meanwhile knows them, and they change nothing that can be done. */
export const isOwnWriting = (before: ReferralView, now: ReferralView, agencyId: string): boolean =>
  stepsSince(before, now).every(({ byAgency, data }) => byAgency === agencyId && data['message'] !== undefined)
