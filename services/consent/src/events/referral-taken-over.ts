import { referralTakenOver } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { findSubmission } from '../store/permits.ts'
import { addTakenOver, whoTookOver } from '../store/taken-over.ts'

/** Another agency acts in the place of a suspended sender. One that this hub did not permit is nobody's to take over. */
export const onReferralTakenOver = () =>
  on(referralTakenOver, async ({ referralId, fromAgencyId, agencyId }, tx, { occurredAt: at }) => {
    const submission = await findSubmission(tx, referralId)
    if (submission === undefined) return
    const { subjectId, sender } = submission
    if (((await whoTookOver(tx, referralId)) ?? sender.agencyId) !== fromAgencyId) return
    await addTakenOver(tx, { referralId, subjectId, fromAgency: sender.agencyId, byAgency: agencyId, at })
  })
