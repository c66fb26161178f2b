import { referralTakenOver } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { hearTakenOver } from '../commands/hear-taken-over.ts'

export const onReferralTakenOver = () =>
  on(referralTakenOver, ({ referralId, fromAgencyId, agencyId }, tx, { occurredAt: at }) =>
    hearTakenOver(tx, { referralId, fromAgencyId, agencyId, at }),
  )
