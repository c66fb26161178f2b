import type { Transaction } from '@amparo/store'
import { isSent, type Sent } from '../domain/case.ts'
import { errors } from '../domain/errors.ts'
import { judge } from '../domain/judge.ts'
import { isSameParty, type Party, sideOfParty } from '../domain/referral.ts'
import { isMeant, REFUSALS, type ReportedStep, refusalIn } from '../domain/reported.ts'
import { lockCase } from '../store/cases.ts'
import { isEarlyFull, keepEarly, pruneEarly } from '../store/early.ts'
import { claimId } from '../store/referrals.ts'
import { failReferral } from './fail-referral.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { passOn } from './pass-on.ts'
import { recordSteps } from './record-steps.ts'
import { refuseSteps } from './refuse-steps.ts'

/** A package is a matter of minutes, of days at most: in that time a sender does little. */
const MOST_EARLY = 50

/** All that one party has done so far, as its hub reports it. */
export interface Report {
  readonly referralId: string
  readonly fromHub: string
  readonly by: Party
  readonly steps: readonly ReportedStep[]
  /** Of what that hub means by the version under which the referral runs; undefined: it does not say. */
  readonly protocolHash?: string | undefined
}

/**
 * Takes in the counterpart's steps that are new. What comes before its referral is kept until that is here: a package is slower than
 * a cancellation. Throws update_not_from_counterpart, update_too_early.
 */
export const followCounterpart =
  (hearing: Hearing) =>
  async (tx: Transaction, report: Report, news: News): Promise<void> => {
    const { referralId, fromHub, by, steps } = report
    if (by.hub !== fromHub || fromHub === hearing.hub) throw errors.update_not_from_counterpart()
    await claimId(tx, referralId)
    if (await followSteps(hearing)(tx, report, news)) return
    await pruneEarly(tx, news.at)
    // Of referrals that may never come nobody is to fill this hub's disk.
    if (steps.length > MOST_EARLY || (await isEarlyFull(tx, referralId, fromHub))) throw errors.update_too_early()
    await keepEarly(tx, referralId, { by, steps }, news.at)
    messages['referral.counterpart_steps_kept'](hearing.log, { referralId, fromHub })
  }

/** False: there is no such referral. */
export const followSteps =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralId, fromHub, by, steps, protocolHash }: Report, news: News): Promise<boolean> => {
    const { book, log } = hearing
    const found = await lockCase(tx, book, referralId)
    if (found === undefined) return false
    const side = sideOfParty(found.referral, by)
    if (side === undefined || !isSent(found)) throw errors.update_not_from_counterpart()
    const refusal = refusalIn(steps)
    if (side === 'recipient' && refusal !== undefined) {
      await failReferral(hearing)(tx, { referralId, code: REFUSALS[refusal], tell: false }, news)
      return true
    }
    // Under two meanings of one version the two hubs would no longer agree, and nobody would notice.
    if (!isMeant(found.run.protocol, protocolHash)) {
      await differs(tx, hearing, found, by, news)
      return true
    }
    const judged = judge(found, side, by, steps, news.at)
    for (const { number, doubt } of judged.doubts)
      if (doubt === 'said_otherwise')
        messages['referral.counterpart_said_otherwise'](log, { referralId, fromHub, number })
      else messages['referral.counterpart_step_ignored'](log, { referralId, fromHub, number, doubt })
    if (judged.steps.length > 0)
      await passOn(tx, hearing, await recordSteps(tx, hearing, found, judged.steps, news.at), news)
    return true
  }

/** None of what is reported is kept. The sender's side hears why: from its own hub, if it is there that it was noticed. */
async function differs(tx: Transaction, hearing: Hearing, { referral }: Sent, by: Party, news: News): Promise<void> {
  const { id: referralId, from } = referral
  const own = otherParty(referral, by)
  if (own === undefined) return
  if (!isSameParty(own, from)) {
    await refuseSteps(tx, hearing, { referralId, by: own, counterpart: by, refusal: 'protocol-differs' }, news)
    return
  }
  messages['referral.protocol_differs'](hearing.log, { referralId, fromHub: by.hub })
  await failReferral(hearing)(tx, { referralId, code: REFUSALS['protocol-differs'], tell: true }, news)
}

const otherParty = ({ from, to }: Pick<Sent['referral'], 'from' | 'to'>, by: Party): Party | undefined =>
  isSameParty(by, from) ? to : from
