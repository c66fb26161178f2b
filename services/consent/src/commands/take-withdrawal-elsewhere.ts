import { type AgencyRef, sha256Hex, timestampDate, type WithdrawalTaken } from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Reader, Transaction } from '@amparo/store'
import { type HowTaken, isHeard, TAKERS, type Withdrawal } from '../domain/withdrawal.ts'
import type { ChildFacts } from '../ports/child.ts'
import { partyIn, type StatedBy } from '../ports/hub-statement.ts'
import { findSubmission, firstLeftAt } from '../store/permits.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import type { Deps } from './deps.ts'
import { endCarrying } from './end-carrying.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'
import { lostWith, safeguard } from './safeguard.ts'
import { tellOrigins } from './tell-origins.ts'

/** The referral that went to an agency of that hub, and the agency, which alone is heard of it. Undefined: no such one. */
export async function receivedBy(
  reader: Reader,
  fromHub: string,
  { referralId, takenBy }: { readonly referralId: string; readonly takenBy?: AgencyRef | undefined },
) {
  const party = partyIn(takenBy)
  const submission = await findSubmission(reader, referralId)
  const { recipient, subjectId } = submission ?? {}
  const isTheirs = recipient?.hub === fromHub && party?.hub === fromHub && party.agencyId === recipient.agencyId
  if (submission === undefined || subjectId === undefined || party === undefined || !isTheirs) return undefined
  return { submission, subjectId, party }
}

/**
 * The person, a guardian or a court took it back where the referral went. Only the hub to which it went is heard, for the agency that has it. It
 * ends no more than it would here: what was agreed to since it was said stands, a guardian who may be part of the harm ends nothing, and a child
 * keeps somebody. It goes on to where they came from.
 *
 * @param child what redaction says of them
 */
export async function takeWithdrawalElsewhere(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy' | 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub, issuedAt }: StatedBy,
  taken: WithdrawalTaken,
  child: ChildFacts | undefined,
): Promise<void> {
  const { withdrawalId, referralId, by, document } = taken
  const received = await receivedBy(tx, fromHub, taken)
  const how = howTaken(by, document)
  if (received === undefined || how === undefined || child === undefined || !isUuid(withdrawalId)) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  const { submission, subjectId, party } = received
  await holdWithdrawals(tx)
  const at = deps.now()
  const heard = isHeard(how.by, child)
  const withdrawal: Withdrawal = {
    ...{ withdrawalId, subjectId, subjectRef: undefined, takenAt: party, user: undefined, ...how },
    ...{ referralId, basisId: undefined, state: heard ? 'effective' : 'kept', effectAt: undefined },
    at: takenAt(saidAt(taken, issuedAt, at), await firstLeftAt(tx, referralId)),
  }
  if (!(await addWithdrawal(tx, withdrawal))) return
  // This hub may have had them from another: that one looks at its own facts.
  await tellOrigins(deps, tx, withdrawal, at)
  await safeguard(deps, tx, { subjectId, child, reason: lostWith(how.by, child), correlationId: withdrawalId })
  if (!heard) return
  await endCarrying(deps, tx, submission, { child, by: ANOTHER_HUB, at, correlationId: withdrawalId, how: withdrawal })
  await endLinked(deps, tx, { subjectId, child, at })
}

/** By that hub's clock, which may be fast: nothing is said later than it is heard. */
export const saidAt = ({ saidAt: said }: Pick<WithdrawalTaken, 'saidAt'>, issuedAt: Date, now: Date): Date =>
  new Date(Math.min(Number(said === undefined ? issuedAt : timestampDate(said)), Number(issuedAt), Number(now)))

/** Or slow: nobody could say it there before the package had left, so what that rested on is taken back whatever the clock says (ADR 22). */
const takenAt = (said: Date, leftAt: Date | undefined): Date => new Date(Math.max(Number(said), Number(leftAt ?? said)))

/** Undefined for what no agency of this hub could take: of an unknown taker, or of a court without its order. */
function howTaken(by: string, document: string): HowTaken | undefined {
  const taker = by === '' ? 'self' : TAKERS.find(one => one === by)
  if (taker === undefined) return undefined
  if (taker !== 'court') return document === '' ? { by: taker, duress: 'none' } : undefined
  return sha256Hex.safeParse(document).success ? { by: taker, duress: 'none', document } : undefined
}

/** In the place of a user's id. */
export const ANOTHER_HUB = 'another-hub'
