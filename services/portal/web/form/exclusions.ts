import type { Client } from '@amparo/client'
import type { Draft } from './draft.ts'
import { recipientsOf } from './onward-limits.ts'

/** What was left open excludes more, not less. */
export const excludedIn = ({ excluded }: Pick<Draft, 'excluded'>) =>
  excluded.length === 0
    ? {}
    : {
        excluded: excluded.map(({ hub, agencyType, agencyId, userId }) => ({
          ...{ hub, agencyType },
          ...(agencyId === '' ? {} : { agencyId }),
          ...(userId === '' ? {} : { userId }),
        })),
      }

/** A reason that is itself a no: recorded as one, and offered nowhere that no question is asked of who said no. */
export const SAYS_NO = 'guardian_refuses'

export const whoRefused = ({ basis, reason, refusedBy }: Draft): Draft['refusedBy'] =>
  refusedBy === 'nobody' && basis === 'child_safeguarding' && reason === SAYS_NO ? 'guardian' : refusedBy

/** What the person, or who speaks for them, said no to before another basis was claimed for it. Undefined: nobody did. */
export function refusalIn(
  draft: Draft,
  to: Parameters<typeof recipientsOf>[1],
  subjectRef: string,
): Parameters<Client['refuseConsent']>[0] | undefined {
  const { basis, purposes } = draft
  const refusedBy = whoRefused(draft)
  if (basis === 'consent' || refusedBy === 'nobody') return undefined
  return { subjectRef, refusedBy, purposes, recipients: recipientsOf(draft, to) }
}
