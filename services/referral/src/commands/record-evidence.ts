import { CLOCKS_DIFFER_MS } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { type Evidence, isNegative } from '../domain/delivery.ts'
import { EXPIRED } from '../domain/foreign.ts'
import { lastSentAt, recordDelivery } from '../store/deliveries.ts'
import { lockReferral } from '../store/referrals.ts'
import { failReferral } from './fail-referral.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'

export interface RecordEvidence {
  readonly referralId: string
  readonly kind: Evidence
  /** Of a refusal. */
  readonly code: string
  /** When the package was that it is about. */
  readonly madeAt: Date | undefined
}

/**
 * What the other hub has stated about the package of a referral of ours; a refusal or silence ends the referral. What is stated late of a sending
 * before says nothing of this one: it would end a referral that is under way, or silence the phone.
 */
export const recordEvidence =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralId, kind, code, madeAt }: RecordEvidence, news: News): Promise<void> => {
    const referral = await lockReferral(tx, referralId)
    if (referral?.from.hub !== hearing.hub || isOfBefore(madeAt, await lastSentAt(tx, referralId))) {
      messages['referral.evidence_ignored'](hearing.log, { referralId, kind })
      return
    }
    await recordDelivery(tx, { referralId, kind, at: news.at })
    if (!isNegative(kind)) return
    // After silence the referral may yet stand in the other hub, so that hub is told.
    const failure = kind === 'expired' ? { code: EXPIRED, tell: true } : { code, tell: false }
    await failReferral(hearing)(tx, { referralId, ...failure, unlessDelivered: true }, news)
  }

/** A package that ended without an answer is older by more than that when it can be sent again: what is doubtful is of the last one. */
const isOfBefore = (madeAt: Date | undefined, sentAt: Date | undefined): boolean =>
  madeAt !== undefined && sentAt !== undefined && madeAt.getTime() < sentAt.getTime() - CLOCKS_DIFFER_MS
