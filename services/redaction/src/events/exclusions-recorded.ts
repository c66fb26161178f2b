import { exclusionsRecorded } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { keepExclusions } from '../commands/keep-exclusions.ts'

/** A person has said who must never know. */
export const onExclusionsRecorded = () =>
  on(exclusionsRecorded, ({ subjectId, exclusions }, tx) =>
    keepExclusions(
      tx,
      subjectId,
      // Empty on the wire is not said.
      exclusions.map(({ hub, agencyType, agencyId, userId }) => ({
        hub,
        agencyType: agencyType || undefined,
        agencyId: agencyId || undefined,
        userId: userId || undefined,
      })),
    ),
  )
