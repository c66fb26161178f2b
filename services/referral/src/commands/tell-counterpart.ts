import { referralChanged, statuses } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type Change, isSameParty } from '../domain/referral.ts'
import { type Telling, tell } from './tell.ts'

/** The other party hears of every step. A draft has no other party. */
export async function tellCounterpart(
  tx: Transaction,
  { referral, step }: Change,
  telling: Omit<Telling, 'referralId'>,
): Promise<void> {
  const counterpart = isSameParty(step.by, referral.from) ? referral.to : referral.from
  if (counterpart === undefined) return
  await tell(tx, { ...telling, referralId: referral.id }, referralChanged, {
    referralId: referral.id,
    version: step.version,
    by: step.by,
    counterpart,
    status: statuses.toEnum(step.status),
    reason: step.reason ?? '',
    outcome: step.outcome ?? '',
  })
}
