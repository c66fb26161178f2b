import type { Transaction } from '@amparo/store'
import { lockReferral } from '../store/referrals.ts'
import { newsOf } from './news-of-steps.ts'

export interface Emergency {
  readonly referralId: string
  /** Of whoever opened the identity. */
  readonly agencyId: string
  readonly at: Date
}

/** The agency's supervisors hear of it with its news. Of a referral that is not here nobody can be told; the auditor is. */
export async function tellOfEmergency(tx: Transaction, { referralId, agencyId, at }: Emergency): Promise<void> {
  const referral = await lockReferral(tx, referralId)
  if (referral !== undefined) await newsOf(tx, referral, agencyId, 'identity-opened', at)
}
