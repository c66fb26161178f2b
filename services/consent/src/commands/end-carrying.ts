import type { Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { reaches } from '../domain/reach.ts'
import { lineOf, stoodWhen } from '../domain/recorded-basis.ts'
import type { Submission } from '../domain/submission.ts'
import { ends, needsSecond, type Withdrawal } from '../domain/withdrawal.ts'
import { basesOfPerson } from '../store/bases.ts'
import { awaitOrder } from './await-order.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'

interface Ending {
  readonly child: Childhood
  readonly by: string
  readonly at: Date
  readonly correlationId: string
  readonly how: Withdrawal
}

/**
 * Ends everything that carries a referral and that this withdrawal may end: the person said that it is to stop, and does not know on which
 * of their forms it rests. What was agreed to after that was said stands; what of a court's order nobody agreed to waits for a second person.
 */
export async function endCarrying(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy'>,
  tx: Transaction,
  submission: Submission,
  { how, ...ending }: Ending,
): Promise<void> {
  const { subjectId, sender, recipient, basisId } = submission
  // All that anybody has on record: who was referred further came on a consent of another agency.
  const bases = await basesOfPerson(tx, subjectId)
  const cited = lineOf(bases, basisId)
  for (const basis of bases) {
    const { record, agencyId } = basis
    const isOwn = agencyId === sender.agencyId
    const carries = cited.has(record.id) || (isOwn && reaches(record, recipient, submission, deps.policy, ending.at))
    if (!carries || !stoodWhen(basis, how.at) || !ends(how, record)) continue
    if (needsSecond(how, record)) await awaitOrder(deps, tx, how, basis)
    else await endBasis(deps, tx, { basisId: record.id, subjectId, agencyId, ...ending, takenBack: how })
  }
}
