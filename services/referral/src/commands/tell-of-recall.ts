import type { Transaction } from '@amparo/store'
import type { NewsKind } from '../domain/news.ts'
import { lockReferral } from '../store/referrals.ts'
import { newsOf } from './news-of-steps.ts'

export interface OfRecall {
  readonly agencyId: string
  readonly referralId: string
  readonly kind: NewsKind
  readonly at: Date
}

/** The agency hears of it with the news of that referral. One that is not here is in its list at consent all the same. */
export async function tellOfRecall(tx: Transaction, { agencyId, referralId, kind, at }: OfRecall): Promise<void> {
  const referral = await lockReferral(tx, referralId)
  if (referral !== undefined) await newsOf(tx, referral, agencyId, kind, at)
}
