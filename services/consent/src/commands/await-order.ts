import type { Transaction } from '@amparo/store'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import { anyReferralOf } from '../store/permits.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import type { Deps } from './deps.ts'
import { tellAgency } from './say-to-hub.ts'

/**
 * What a court's order ends of it waits for a second person of the agency that recorded it, whoever took the order; that agency's people hear
 * of it. Once for each order.
 */
export async function awaitOrder(
  deps: Pick<Deps, 'newId'>,
  tx: Transaction,
  { referralId, ...how }: Withdrawal,
  { record, form, subjectId, agencyId }: RecordedBasis,
): Promise<void> {
  const waiting: Withdrawal = {
    ...{ ...how, withdrawalId: deps.newId(), subjectId, subjectRef: form.subjectRef, basisId: record.id },
    ...{ referralId: undefined, state: 'waiting', effectAt: undefined, confirmAgency: agencyId },
  }
  if (!(await addWithdrawal(tx, waiting))) return
  const about = referralId ?? (await anyReferralOf(tx, subjectId))
  if (about !== undefined) tellAgency(deps, tx, { agencyId, referralId: about, what: 'order-check', at: how.at })
}
