import type { Transaction } from '@amparo/store'
import { type Evidence, isNegative } from '../domain/delivery.ts'
import { EXPIRED } from '../domain/foreign.ts'
import { recordDelivery } from '../store/deliveries.ts'
import { lockReferral } from '../store/referrals.ts'
import { failReferral } from './fail-referral.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'

export interface RecordEvidence {
  readonly referralId: string
  readonly kind: Evidence
  /** Of a refusal. */
  readonly code: string
}

/** What the other hub has stated about the package of a referral of ours; a refusal or silence ends the referral. */
export const recordEvidence =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralId, kind, code }: RecordEvidence, news: News): Promise<void> => {
    const referral = await lockReferral(tx, referralId)
    if (referral?.from.hub !== hearing.hub) {
      messages['referral.evidence_ignored'](hearing.log, { referralId, kind })
      return
    }
    await recordDelivery(tx, { referralId, kind, at: news.at })
    if (!isNegative(kind)) return
    // After silence the referral may yet stand in the other hub, so that hub is told.
    const failure = kind === 'expired' ? { code: EXPIRED, tell: true } : { code, tell: false }
    await failReferral(hearing)(tx, { referralId, ...failure, unlessDelivered: true }, news)
  }
