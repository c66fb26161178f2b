import type { Transaction } from '@amparo/store'
import { reaches } from '../domain/reach.ts'
import type { Submission } from '../domain/submission.ts'
import { ends, type HowTaken } from '../domain/withdrawal.ts'
import { basesOfPerson } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'

interface Ending {
  readonly by: string
  readonly at: Date
  readonly correlationId: string
  readonly how: Pick<HowTaken, 'by'>
}

/**
 * Ends everything that carries a referral and that this withdrawal may end: the person said that it is to stop, and does not know on which
 * of their forms it rests.
 */
export async function endCarrying(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy'>,
  tx: Transaction,
  submission: Submission,
  { how, ...ending }: Ending,
): Promise<void> {
  const { subjectId, sender, recipient, basisId } = submission
  // All that anybody has on record: who was referred further came on a consent of another agency.
  for (const { record, agencyId } of await basesOfPerson(tx, subjectId)) {
    const isOwn = agencyId === sender.agencyId
    const carries = record.id === basisId || (isOwn && reaches(record, recipient, submission, deps.policy, ending.at))
    if (!carries || record.withdrawnAt !== undefined || !ends(how, record)) continue
    await endBasis(deps, tx, { basisId: record.id, subjectId, agencyId, ...ending, takenBackBy: how.by })
  }
}
