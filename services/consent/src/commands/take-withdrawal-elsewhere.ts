import type { WithdrawalTaken } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Withdrawal } from '../domain/withdrawal.ts'
import { isUuid, partyIn, type StatedBy } from '../ports/hub-statement.ts'
import { findSubmission } from '../store/permits.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import type { Deps } from './deps.ts'
import { endCarrying } from './end-carrying.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'

/** The person took it back where the referral went. Only the hub to which it went is heard, for the agency that has it. */
export async function takeWithdrawalElsewhere(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy' | 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub }: StatedBy,
  { withdrawalId, referralId, takenBy }: WithdrawalTaken,
): Promise<void> {
  const party = partyIn(takenBy)
  const submission = await findSubmission(tx, referralId)
  const { recipient, subjectId } = submission ?? {}
  const isTheirs = recipient?.hub === fromHub && party?.hub === fromHub && party.agencyId === recipient.agencyId
  if (
    submission === undefined ||
    subjectId === undefined ||
    party === undefined ||
    !isTheirs ||
    !isUuid(withdrawalId)
  ) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  await holdWithdrawals(tx)
  const at = deps.now()
  const taken: Withdrawal = {
    ...{ withdrawalId, subjectId, subjectRef: undefined, takenAt: party, user: undefined, by: 'self', duress: 'none' },
    ...{ referralId, basisId: undefined, state: 'effective', at, effectAt: undefined },
  }
  if (!(await addWithdrawal(tx, taken))) return
  await endCarrying(deps, tx, submission, { by: BY, at, correlationId: withdrawalId, how: taken })
  await endLinked(deps, tx, subjectId, at)
}

/** In the place of a user's id. */
const BY = 'another-hub'
