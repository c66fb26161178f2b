import { sha256Hex, type WithdrawalTaken } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type HowTaken, TAKERS, type Withdrawal } from '../domain/withdrawal.ts'
import { isUuid, partyIn, type StatedBy } from '../ports/hub-statement.ts'
import { findSubmission } from '../store/permits.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import type { Deps } from './deps.ts'
import { endCarrying } from './end-carrying.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'

/**
 * The person, a guardian or a court took it back where the referral went. Only the hub to which it went is heard, for the agency that has it. It
 * ends no more than it would here.
 */
export async function takeWithdrawalElsewhere(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy' | 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub }: StatedBy,
  { withdrawalId, referralId, takenBy, by, document }: WithdrawalTaken,
): Promise<void> {
  const party = partyIn(takenBy)
  const submission = await findSubmission(tx, referralId)
  const { recipient, subjectId } = submission ?? {}
  const how = howTaken(by, document)
  const isTheirs = recipient?.hub === fromHub && party?.hub === fromHub && party.agencyId === recipient.agencyId
  if (
    submission === undefined ||
    subjectId === undefined ||
    party === undefined ||
    how === undefined ||
    !isTheirs ||
    !isUuid(withdrawalId)
  ) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  await holdWithdrawals(tx)
  const at = deps.now()
  const taken: Withdrawal = {
    ...{ withdrawalId, subjectId, subjectRef: undefined, takenAt: party, user: undefined, ...how },
    ...{ referralId, basisId: undefined, state: 'effective', at, effectAt: undefined },
  }
  if (!(await addWithdrawal(tx, taken))) return
  await endCarrying(deps, tx, submission, { by: BY, at, correlationId: withdrawalId, how: taken })
  await endLinked(deps, tx, subjectId, at)
}

/** Undefined for what no agency of this hub could take: of an unknown taker, or of a court without its order. */
function howTaken(by: string, document: string): HowTaken | undefined {
  const taker = by === '' ? 'self' : TAKERS.find(one => one === by)
  if (taker === undefined) return undefined
  if (taker !== 'court') return document === '' ? { by: taker, duress: 'none' } : undefined
  return sha256Hex.safeParse(document).success ? { by: taker, duress: 'none', document } : undefined
}

/** In the place of a user's id. */
const BY = 'another-hub'
