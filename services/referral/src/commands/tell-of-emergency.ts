import type { Transaction } from '@amparo/store'
import { addNews } from '../store/news.ts'
import { lockReferral } from '../store/referrals.ts'

export interface Emergency {
  readonly referralId: string
  /** Of whoever opened the identity. */
  readonly agencyId: string
  readonly at: Date
}

/** The agency's supervisors hear of it with its news. Of a referral that is not here nobody can be told; the auditor is. */
export async function tellOfEmergency(tx: Transaction, { referralId, agencyId, at }: Emergency): Promise<void> {
  const referral = await lockReferral(tx, referralId)
  if (referral === undefined) return
  const { compartment } = referral
  // Nobody by name: what is for one of the others supervisors hear too, and who has the case need not know that a colleague is reviewed.
  await addNews(tx, { agencyId, kind: 'identity-opened', about: { referralId }, compartment, users: [], at })
}
