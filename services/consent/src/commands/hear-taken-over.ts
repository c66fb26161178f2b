import type { Transaction } from '@amparo/store'
import { findSubmission } from '../store/permits.ts'
import { addTakenOver, whoTookOver } from '../store/taken-over.ts'

interface TakenOver {
  readonly referralId: string
  readonly fromAgencyId: string
  readonly agencyId: string
  readonly at: Date
}

/** Another agency acts in the place of a suspended sender. One that this hub did not permit is nobody's to take over. */
export async function hearTakenOver(
  tx: Transaction,
  { referralId, fromAgencyId, agencyId, at }: TakenOver,
): Promise<void> {
  const submission = await findSubmission(tx, referralId)
  if (submission === undefined) return
  const { subjectId, sender } = submission
  if (((await whoTookOver(tx, referralId)) ?? sender.agencyId) !== fromAgencyId) return
  await addTakenOver(tx, { referralId, subjectId, fromAgency: sender.agencyId, byAgency: agencyId, at })
}
