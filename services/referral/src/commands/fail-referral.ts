import { SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { isSent } from '../domain/case.ts'
import { errors } from '../domain/errors.ts'
import { FAIL } from '../domain/foreign.ts'
import { lockCase } from '../store/cases.ts'
import { wasDelivered } from '../store/deliveries.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { systemStep } from './system-step.ts'

export interface FailReferral {
  readonly referralId: string
  readonly code: string
  /** Whether the other hub may hold the referral, and must hear. */
  readonly tell: boolean
  /** It is about a package: once one was delivered since the referral was last sent, that is a supplement's, or the same once more. */
  readonly unlessDelivered?: true
}

/** The referral did not reach its recipient; the sender reads why. Without effect once the referral has moved on. */
export const failReferral =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralId, code, tell, unlessDelivered }: FailReferral, news: News): Promise<void> => {
    const found = await lockCase(tx, hearing.book, referralId)
    if (found?.referral.from.hub !== hearing.hub) throw errors.no_such_referral()
    if (!isSent(found)) return
    if (unlessDelivered && (await wasDelivered(tx, referralId))) return
    // That it was opened again the other hub has heard, and it waits.
    const quiet = !tell && found.run.since[0]?.step === SUBMIT
    const step = { by: 'network', side: 'sender', name: FAIL, data: { code } } as const
    if (await systemStep(tx, hearing, found, step, { ...news, quiet }))
      messages['referral.failed'](hearing.log, { referralId, code })
  }
