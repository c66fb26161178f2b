import { timestampFromDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Withdrawal } from '../domain/withdrawal.ts'
import { grantsOf } from '../store/grants.ts'
import { findSubmission } from '../store/permits.ts'
import type { Deps } from './deps.ts'
import { sayToHub } from './say-to-hub.ts'

/** Where what was taken back came from, that hub decides what it ends there. Who of this hub took it, that hub cannot know: it is said for the agency to which its referral went. */
export async function tellOrigins(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  { withdrawalId, subjectId, referralId, basisId, by, document = '', at: saidAt }: Withdrawal,
  at: Date,
): Promise<void> {
  // Of one basis: it was recorded here.
  if (subjectId === undefined || basisId !== undefined) return
  const submission = referralId === undefined ? undefined : await findSubmission(tx, referralId)
  for (const grant of await grantsOf(tx, subjectId)) {
    const carries = grant.referralId === referralId || grant.grantId === submission?.basisId
    if (referralId !== undefined && !carries) continue
    const taken = { withdrawalId, referralId: grant.referralId, takenBy: grant.to, by, document }
    const value = { ...taken, saidAt: timestampFromDate(saidAt) }
    await sayToHub(deps, tx, { toHub: grant.from.hub, at }, { case: 'withdrawal', value })
  }
}
