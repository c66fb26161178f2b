import { referralReceived } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { dueDates } from '../domain/due-dates.ts'
import { errors } from '../domain/errors.ts'
import { isSameParty, open, type Party } from '../domain/referral.ts'
import { takeEarlyStep } from '../store/early-steps.ts'
import { addReferral, claimId, lockReferral } from '../store/referrals.ts'
import { followStep } from './follow-counterpart.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { tell } from './tell.ts'

export interface ImportReferral {
  readonly referralId: string
  readonly packageId: string
  readonly from: Party
  readonly to: Party
  readonly subjectRef: string
  readonly protocol: string
  readonly priority: string
  readonly purpose: string
  readonly services: readonly string[]
}

/**
 * A referral of another hub, under its own id, stands in the inbox of an agency of this one. Throws referral_id_taken if that
 * id belongs to another referral: a hub cannot replace ours, nor a third hub's.
 */
export const importReferral =
  (hearing: Hearing) =>
  async (tx: Transaction, command: ImportReferral, news: News): Promise<void> => {
    const { referralId: id, packageId, from, to, ...rest } = command
    if (from.hub === hearing.hub || to.hub !== hearing.hub) throw errors.news_unreadable()
    await claimId(tx, id)
    const known = await lockReferral(tx, id)
    if (known) {
      if (isSameParty(from, known.from) && isSameParty(to, known.to)) return
      throw errors.referral_id_taken()
    }
    const opening = { id, from, to, ...rest, submittedAt: news.at, ...dueDates(command.priority, news.at) }
    await addReferral(tx, open(opening, 'requested'))
    const telling = { referralId: id, at: news.at, correlationId: news.correlationId, newId: hearing.newId }
    await tell(tx, telling, referralReceived, { referralId: id, packageId, fromHub: from.hub })
    messages['referral.received'](hearing.log, { referralId: id, fromHub: from.hub, priority: command.priority })
    const early = await takeEarlyStep(tx, id, from.hub)
    if (early) await followStep(hearing)(tx, { ...early, referralId: id, fromHub: from.hub })
  }
