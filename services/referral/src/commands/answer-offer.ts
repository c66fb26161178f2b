import type { Replay } from '@amparo/store'
import { isSent } from '../domain/case.ts'
import { errors } from '../domain/errors.ts'
import { expiresAt, versionOf } from '../domain/offer.ts'
import { senderOf } from '../domain/referral.ts'
import { lockCase } from '../store/cases.ts'
import { addNews } from '../store/news.ts'
import { answerOffer as answered, findOffer, lockOffer, type Offer } from '../store/offers.ts'
import type { Asking, Deps } from './deps.ts'
import { needsOf } from './needs-of.ts'
import { wantOffer } from './want-offer.ts'

export interface AnswerOffer {
  readonly caller: Asking
  readonly offerId: string
  readonly answer: 'willing' | 'declined'
  /** Coded; of a refusal. */
  readonly reason: string | undefined
  /** On which the caller decided, if it says so. */
  readonly expectedVersion?: number | undefined
  readonly replay: Replay
}

/**
 * Willing: the sender may send the person on. Declined: the next agency is asked. Throws no_such_offer (also to every agency but
 * the one asked), offer_closed.
 */
export const answerOffer =
  ({ run, now, book }: Deps) =>
  ({ caller, offerId, answer, reason, expectedVersion, replay }: AnswerOffer): Promise<Offer> =>
    run(async tx => {
      const at = now()
      const found = await findOffer(tx, offerId)
      if (found?.toAgency !== caller.agency) throw errors.no_such_offer()
      const { referralId } = found
      const original = await lockCase(tx, book, referralId)
      const offer = await lockOffer(tx, offerId)
      if (original === undefined || offer === undefined) throw errors.no_such_offer()
      const stale = expectedVersion !== undefined && expectedVersion !== versionOf(offer)
      if (stale || offer.answer !== undefined || offer.expiresAt <= at) throw errors.offer_closed()
      if (!isSent(original) || (await needsOf(tx, book, original)).length === 0) throw errors.offer_closed()
      const useBy = answer === 'willing' ? expiresAt(offer.priority, at) : undefined
      await answered(tx, offerId, { answer, reason, byUser: caller.user, at, useBy })
      if (answer === 'declined') await wantOffer(tx, referralId, 'offer-declined', at)
      const { compartment } = original.referral
      const { agencyId } = senderOf(original.referral)
      await addNews(tx, { agencyId, kind: 'offer-answered', about: { referralId }, compartment, at })
      return { ...offer, answer, reason, answeredAt: at }
    }, replay)
