import { supplementStored } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { keepMinor } from '../commands/keep-minor.ts'
import type { MinorOf } from '../queries/minor-of.ts'
import { uuidOf } from './reading.ts'

/** What another hub has corrected lies in this hub's vault: it may have been the age. The step comes with that hub's others. */
export const onSupplementStored = (hearing: Hearing, minorOf: MinorOf) =>
  on(
    supplementStored,
    ({ referralId }) => minorOf(uuidOf(referralId)),
    async ({ referralId }, tx, { occurredAt: at }, minor) => {
      if (minor !== undefined) await keepMinor(hearing)(tx, referralId, minor, { at })
    },
  )
