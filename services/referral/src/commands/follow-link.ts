import { AppError } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { isSent } from '../domain/case.ts'
import { errors } from '../domain/errors.ts'
import { checkStep } from '../domain/take-step.ts'
import { lockCase } from '../store/cases.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { passOn } from './pass-on.ts'
import { recordStep } from './record-steps.ts'

/** All that somebody outside the system says by a link, in the protocol's own steps. */
const SAYABLE: readonly string[] = ['acknowledge', 'accept', 'decline', 'arrive']
const SCOPES: ReadonlySet<string> = new Set(['referral:decide', 'referral:work'])

export interface FollowLink {
  readonly referralId: string
  /** Of the recipient, as redaction knows it. */
  readonly agencyId: string
  readonly step: string
  /** Of declining. */
  readonly reason: string
}

/** Takes the step on behalf of a recipient that is no member. One that is not open any more is left out: the sender has moved on. */
export const followLink =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralId, agencyId, step, reason }: FollowLink, news: News): Promise<void> => {
    const found = await lockCase(tx, hearing.book, referralId)
    if (found?.referral.outside !== true || found.referral.to?.agencyId !== agencyId) throw errors.no_such_referral()
    if (!isSent(found) || !SAYABLE.includes(step)) throw errors.news_unreadable()
    const data = reason === '' ? {} : { reason }
    try {
      checkStep(hearing.book, found, { side: 'recipient', scopes: SCOPES }, { step, data }, () =>
        errors.news_unreadable(),
      )
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      messages['referral.link_step_ignored'](hearing.log, { referralId, step, code: error.code })
      return
    }
    await passOn(tx, hearing, await recordStep(tx, hearing, found, { step, side: 'recipient', data }, news), news)
  }
