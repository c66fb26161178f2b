import type { Transaction } from '@amparo/store'
import { isSent } from '../domain/case.ts'
import { lockCase } from '../store/cases.ts'
import { keepWithdrawal } from '../store/early-withdrawals.ts'
import { closeOffers } from '../store/offers.ts'
import { claimId } from '../store/referrals.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { systemStep } from './system-step.ts'

/**
 * What rests on a consent that was taken back halts, or pauses for a welfare check where somebody is under way: the protocol says
 * which. What has ended stays as it is. What is only being sent is not sent. Always in the order of the ids, so that two never wait
 * for one another.
 */
export const withdraw =
  (hearing: Hearing) =>
  async (tx: Transaction, referralIds: readonly string[], news: News): Promise<void> => {
    const { hub, book, log } = hearing
    for (const referralId of [...new Set(referralIds)].sort()) {
      await claimId(tx, referralId)
      const found = await lockCase(tx, book, referralId)
      if (found === undefined || !isSent(found)) await keepWithdrawal(tx, referralId, news.at)
      const step = { by: 'consent', side: 'sender', name: 'withdraw', data: { basis: 'consent' } } as const
      const halted =
        found !== undefined && isSent(found) && found.referral.from.hub === hub
          ? await systemStep(tx, hearing, found, step, news)
          : undefined
      // Declined, it has ended; yet others may still be asked about it.
      if (found?.referral.from.hub === hub) await closeOffers(tx, referralId, news.at)
      if (halted === undefined) messages['referral.news_ignored'](log, { referralId, step: step.name })
    }
  }
