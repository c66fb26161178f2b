import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { fail } from '../domain/take-step.ts'
import { lockReferral, saveChange } from '../store/referrals.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { tellCounterpart } from './tell-counterpart.ts'

export interface FailReferral {
  readonly referralId: string
  readonly code: string
  /** Whether the other hub may hold the referral, and must hear. */
  readonly tell: boolean
}

/** The referral did not reach its recipient; the sender reads why. Without effect once the referral has moved on. */
export const failReferral =
  ({ newId, hub, log }: Hearing) =>
  async (tx: Transaction, { referralId, code, tell }: FailReferral, { at, correlationId }: News): Promise<void> => {
    const referral = await lockReferral(tx, referralId)
    if (referral?.from.hub !== hub) throw errors.no_such_referral()
    const change = fail(referral, code, at)
    if (change === undefined) return
    await saveChange(tx, change)
    if (tell) await tellCounterpart(tx, change, { at, correlationId, newId })
    messages['referral.failed'](log, { referralId, code })
  }
