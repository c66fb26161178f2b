import type { Transaction } from '@amparo/store'
import { isSent } from '../domain/case.ts'
import { lockCase } from '../store/cases.ts'
import { endOffersOfAdult } from '../store/offers.ts'
import { saveReferral } from '../store/referrals.ts'
import type { Hearing, News } from './hearing.ts'
import { needsOf } from './needs-of.ts'
import { wantOffer } from './want-offer.ts'

/**
 * What redaction says of the person's age, after their record was completed or corrected. Who was asked to take on an adult was not
 * asked about a child: the next agency is, that takes children.
 */
export const keepMinor =
  ({ hub, book }: Pick<Hearing, 'hub' | 'book'>) =>
  async (tx: Transaction, referralId: string, minor: boolean, { at }: Pick<News, 'at'>): Promise<void> => {
    const found = await lockCase(tx, book, referralId)
    if (found === undefined) return
    if (found.referral.minor !== minor) await saveReferral(tx, { ...found.referral, minor })
    if (!minor || found.referral.from.hub !== hub || !(await endOffersOfAdult(tx, referralId, at))) return
    if (isSent(found) && (await needsOf(tx, book, found)).length > 0)
      await wantOffer(tx, referralId, 'offer-expired', at)
  }
