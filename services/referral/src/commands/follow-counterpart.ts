import type { Transaction } from '@amparo/store'
import { type CounterpartStep, followCounterpart as decide } from '../domain/counterpart.ts'
import { errors } from '../domain/errors.ts'
import { keepEarlyStep } from '../store/early-steps.ts'
import { advanceCounterpart, claimId, lockReferral, saveChange } from '../store/referrals.ts'
import type { Hearing } from './hearing.ts'
import { messages } from './messages.ts'

/** A step that the counterpart's hub reports, with the number that it bears there. */
export interface ReportedStep extends CounterpartStep {
  readonly referralId: string
  readonly version: number
}

/**
 * Applies the counterpart's step. One that comes before its referral is kept until that is here: a package is slower than a
 * cancellation. Throws update_not_from_counterpart.
 */
export const followCounterpart =
  (hearing: Hearing) =>
  async (tx: Transaction, report: ReportedStep): Promise<void> => {
    const { referralId, fromHub, status } = report
    if (report.by.hub !== fromHub || fromHub === hearing.hub) throw errors.update_not_from_counterpart()
    await claimId(tx, referralId)
    if (await followStep(hearing)(tx, report)) return
    await keepEarlyStep(tx, report)
    messages['referral.counterpart_step_kept'](hearing.log, { referralId, fromHub, status })
  }

/** False: there is no such referral. A step that is older than one seen, or that does not lead on, is left out. */
export const followStep =
  ({ hub, log }: Hearing) =>
  async (tx: Transaction, report: ReportedStep): Promise<boolean> => {
    const { referralId, fromHub, status, version } = report
    const referral = await lockReferral(tx, referralId)
    if (referral === undefined) return false
    const change = decide(referral, hub, report)
    const isNew = await advanceCounterpart(tx, referralId, version)
    if (isNew && change) await saveChange(tx, change)
    else messages['referral.counterpart_step_ignored'](log, { referralId, fromHub, status, version })
    return true
  }
