import type { ConsentRefused } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { isHeard } from '../domain/withdrawal.ts'
import type { ChildFacts } from '../ports/child.ts'
import type { StatedBy } from '../ports/hub-statement.ts'
import { readRefused } from '../ports/refused-elsewhere.ts'
import { insertRefusal } from '../store/refusals.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { markReplacingRefusals } from './mark-replacing.ts'
import { messages } from './messages.ts'
import { ANOTHER_HUB, receivedBy, saidAt } from './take-withdrawal-elsewhere.ts'
import { tellRefused } from './tell-refused.ts'

/**
 * The person, or a guardian, said no where the referral went: it holds as if it had been said here. Only the hub to which it went is heard, for the
 * agency that has it; a guardian who may be part of the harm is not. The hub from which the person had come here is told in turn.
 *
 * @param child what redaction says of them
 */
export async function takeRefusedElsewhere(
  deps: Pick<Deps, 'hub' | 'newId' | 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub, issuedAt }: StatedBy,
  said: ConsentRefused,
  child: ChildFacts | undefined,
): Promise<void> {
  const received = await receivedBy(tx, fromHub, said)
  const refused = readRefused(said)
  if (received === undefined || refused === undefined || child === undefined) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  if (!isHeard(refused.refusedBy, child)) return
  const { subjectId, party } = received
  const at = deps.now()
  // By any of their names they are known by all.
  const person = { subjectId, subjectRef: child.keepers[0]?.subjectRef }
  const by = { agencyId: party.agencyId, userId: ANOTHER_HUB, hub: party.hub }
  const refusal = { id: said.refusalId, ...person, ...refused, ...by, refusedAt: saidAt(said, issuedAt, at) }
  await holdWithdrawals(tx)
  // The same no, told of another of their referrals.
  if (!(await insertRefusal(tx, refusal))) return
  await markReplacingRefusals(tx, person, [refused])
  await tellRefused(deps, tx, refusal, at)
}
