import { basisDue } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { tellOfDueBasis } from '../commands/tell-of-due-basis.ts'
import { uuidOf } from './reading.ts'

/** What a referral rests on is to be reviewed, or ends soon. */
export const onBasisDue = () =>
  on(basisDue, ({ referralIds, agencyId }, tx, { occurredAt: at }) =>
    tellOfDueBasis(tx, { referralIds: referralIds.map(uuidOf), agencyId, at }),
  )
