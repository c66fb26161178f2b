import { ACTIONS, isAllowed, roleOf, type StepName } from './actions.ts'
import { errors } from './errors.ts'
import { advance, type Change, type Party, type Referral } from './referral.ts'

export interface StepTaken {
  readonly name: StepName
  readonly by: Party
  readonly at: Date
  readonly reason?: string | undefined
  readonly outcome?: string | undefined
  /** The version on which the caller decided, if it said so. */
  readonly expectedVersion?: number | undefined
}

/**
 * A party's step. Undefined for one who is no party: it is told what it would be told of a referral that does not exist.
 * A party that acts out of turn, in the wrong state, or on an old version is refused.
 */
export function takeStep(referral: Referral, step: StepTaken): Change | undefined {
  const role = roleOf(referral, step.by)
  if (role === undefined) return undefined
  if (step.expectedVersion !== undefined && step.expectedVersion !== referral.version) throw errors.version_changed()
  if (!isAllowed(step.name, role, referral.status)) throw errors.step_not_allowed()
  const { by, at, reason, outcome } = step
  return advance(referral, { status: ACTIONS[step.name].to, by, at, reason, outcome })
}

/** Nothing reached the recipient. Undefined: it is past the point where that could stop it. */
export const fail = (referral: Referral, code: string, at: Date): Change | undefined =>
  referral.status === 'requested'
    ? advance(referral, { status: 'failed', by: referral.from, at, reason: code })
    : undefined
