import { ACTIONS, type Role, roleOf } from './actions.ts'
import { errors } from './errors.ts'
import { advance, type Change, isSameParty, type Party, type Referral } from './referral.ts'
import { isOpen, type Status } from './status.ts'

/** A step of the other party, which another hub reports. */
export interface CounterpartStep {
  readonly fromHub: string
  readonly by: Party
  readonly status: Status
  readonly at: Date
  readonly reason?: string | undefined
  readonly outcome?: string | undefined
}

/** States a role can bring about; the sender's hub also reports that nothing came back in time. */
const bringsAbout = (role: Role, from: Status): Status[] => [
  ...Object.values(ACTIONS).flatMap(action =>
    action.by.some(by => by === role) && action.from.some(status => status === from) && 'to' in action
      ? [action.to]
      : [],
  ),
  ...(role === 'sender' && isOpen(from) ? (['failed'] as const) : []),
]

/** All that a role can reach from here by steps of its own: a report may overtake the ones before it, or they may be lost. */
export function reachableBy(role: Role, from: Status): Set<Status> {
  const reached = new Set<Status>()
  const look = [from]
  for (let at = look.pop(); at !== undefined; at = look.pop()) {
    for (const next of bringsAbout(role, at)) {
      if (!reached.has(next)) look.push(next)
      reached.add(next)
    }
  }
  return reached
}

/**
 * When a sender's end of it and the recipient's decision cross on the way, both hubs must come to the same end: what the
 * recipient has decided or done stands.
 */
const standsAfterCrossing = (role: Role, now: Status, reported: Status): boolean =>
  role === 'recipient' &&
  (now === 'cancelled' || now === 'failed') &&
  (reported === 'completed' || reported === 'rejected')

/**
 * Applies what the counterpart's hub reports. Undefined: the step does not lead on from here, and is left out.
 * Refuses a report by anybody but the counterpart, from its own hub.
 */
export function followCounterpart(referral: Referral, ownHub: string, step: CounterpartStep): Change | undefined {
  const counterpart = referral.from.hub === ownHub ? referral.to : referral.from
  const role = roleOf(referral, step.by)
  const isCounterpart = isSameParty(step.by, counterpart) && step.by.hub === step.fromHub && step.fromHub !== ownHub
  if (role === undefined || !isCounterpart) throw errors.update_not_from_counterpart()
  const leadsOn = reachableBy(role, referral.status).has(step.status)
  if (!leadsOn && !standsAfterCrossing(role, referral.status, step.status)) return undefined
  const { status, by, at, reason, outcome } = step
  return advance(referral, { status, by, at, reason, outcome })
}
