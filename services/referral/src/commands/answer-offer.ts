import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { expiresAt, unmet } from '../domain/offer.ts'
import { lockBriefs } from '../store/briefs.ts'
import { addNews } from '../store/news.ts'
import { acceptedInPart, answerOffer as answered, findOffer, lockOffer, type Offer } from '../store/offers.ts'
import type { Asking, Deps } from './deps.ts'
import { wantOffer } from './want-offer.ts'

export interface AnswerOffer {
  readonly caller: Asking
  readonly offerId: string
  readonly answer: 'willing' | 'declined'
  /** Coded; of a refusal. */
  readonly reason: string | undefined
  readonly replay: Replay
}

/**
 * Willing: the sender may send the person on. Declined: the next agency is asked. Throws no_such_offer (also to every agency but
 * the one asked), offer_closed.
 */
export const answerOffer =
  ({ run, now }: Deps) =>
  ({ caller, offerId, answer, reason, replay }: AnswerOffer): Promise<Offer> =>
    run(async tx => {
      const at = now()
      const found = await findOffer(tx, offerId)
      if (found?.toAgency !== caller.agency) throw errors.no_such_offer()
      const { referralId } = found
      const referral = (await lockBriefs(tx, [referralId])).get(referralId)
      const offer = await lockOffer(tx, offerId)
      if (referral === undefined || offer === undefined) throw errors.no_such_offer()
      if (offer.answer !== undefined || offer.expiresAt <= at) throw errors.offer_closed()
      if (unmet(referral, await acceptedInPart(tx, referralId)).length === 0) throw errors.offer_closed()
      const useBy = answer === 'willing' ? expiresAt(offer.priority, at) : undefined
      await answered(tx, offerId, { answer, reason, byUser: caller.user, at, useBy })
      if (answer === 'declined') await wantOffer(tx, referralId, 'offer-declined', at)
      const { from, compartment } = referral
      await addNews(tx, { agencyId: from.agencyId, kind: 'offer-answered', about: { referralId }, compartment, at })
      return { ...offer, answer, reason, answeredAt: at }
    }, replay)
