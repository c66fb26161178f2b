import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { senderOf } from '../domain/referral.ts'
import { lockBriefs } from '../store/briefs.ts'
import { addNews } from '../store/news.ts'
import { answerOffer, firstExpired, lockOffer } from '../store/offers.ts'
import { wantOffer } from './want-offer.ts'

/** An offer that nobody has answered in time goes to the next agency. True if there was one. */
export const expireOffer =
  ({ run, now }: { readonly run: UnitOfWork; readonly now: Clock }) =>
  (): Promise<boolean> =>
    run(async tx => {
      const at = now()
      const found = await firstExpired(tx, at)
      if (found === undefined) return false
      const { id, referralId } = found
      const referral = (await lockBriefs(tx, [referralId])).get(referralId)
      // Another instance, or the agency itself, may have been first.
      if (referral === undefined || (await lockOffer(tx, id))?.answer !== undefined) return true
      await answerOffer(tx, id, { answer: 'expired', at })
      await wantOffer(tx, referralId, 'offer-expired', at)
      const { compartment } = referral
      const { agencyId } = senderOf(referral)
      await addNews(tx, { agencyId, kind: 'offer-answered', about: { referralId }, compartment, at })
      return true
    })
