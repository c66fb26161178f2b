import { leadsFrom, type Protocol, opens as startsAgain } from '@amparo/protocols'
import type { Sent } from './case.ts'
import { isWithinOneHub } from './referral.ts'

type Stands = Pick<Sent['run'], 'protocol' | 'state'>

/** Whether the step would open the referral again: what it rests on is asked anew then. */
export function wouldOpen({ protocol, state }: Stands, step: string): boolean {
  const to = protocol.steps[step]?.to
  return to !== undefined && startsAgain(protocol, state, to)
}

/** Whether somebody could open it again from where it is. */
export const canOpen = ({ protocol, state }: Stands): boolean =>
  Object.entries(protocol.steps).some(
    ([step, def]) => leadsFrom(protocol, def, state) && wouldOpen({ protocol, state }, step),
  )

/**
 * Whether that is barred: the other hub holds a grant that was withdrawn, and no step gives it another. Consent's word of it is in the
 * log of both, also where it moved nothing, so either of the two hubs can tell.
 */
export const isBarred = ({ referral, run }: Pick<Sent, 'referral' | 'run'>, step: string): boolean =>
  !isWithinOneHub(referral) &&
  wouldOpen(run, step) &&
  run.entries.some(({ taken }) => isConsents(run.protocol, taken.step))

const isConsents = ({ steps }: Protocol, step: string): boolean => steps[step]?.by === 'consent'
