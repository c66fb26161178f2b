import type { Transaction } from '@amparo/store'
import { ends, type Taker, type Withdrawal } from '../domain/withdrawal.ts'
import { basesOfPerson, findBasis } from '../store/bases.ts'
import { grantsOf } from '../store/grants.ts'
import { findSubmission } from '../store/permits.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { endCarrying } from './end-carrying.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { sayToHub } from './say-to-hub.ts'

interface Applying {
  readonly by: string
  readonly correlationId: string
}

/**
 * From now on nothing rests on what was taken back: here, and where it came from another hub, that hub is told, which recalls whoever has
 * something of it. Whatever this withdrawal may not end, stands.
 */
export async function applyWithdrawal(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy' | 'now'>,
  tx: Transaction,
  withdrawal: Withdrawal,
  { by: user, correlationId }: Applying,
): Promise<void> {
  const { withdrawalId, subjectId, referralId, basisId, by } = withdrawal
  if (subjectId === undefined) return
  await holdWithdrawals(tx)
  const at = deps.now()
  const ending = { by: user, at, correlationId, takenBackBy: by }
  const submission = referralId === undefined ? undefined : await findSubmission(tx, referralId)
  if (basisId !== undefined) {
    const known = await findBasis(tx, basisId)
    if (known !== undefined && known.record.withdrawnAt === undefined)
      await endBasis(deps, tx, { basisId, subjectId, agencyId: known.agencyId, ...ending })
  } else if (referralId !== undefined) {
    if (submission?.subjectId === subjectId) await endCarrying(deps, tx, submission, { ...ending, how: withdrawal })
  } else await endAll(deps, tx, withdrawal, { ...ending, subjectId })
  await endLinked(deps, tx, subjectId, at)
  if (basisId !== undefined) return
  for (const grant of await grantsOf(tx, subjectId)) {
    const carries = grant.referralId === referralId || grant.grantId === submission?.basisId
    if (referralId !== undefined && !carries) continue
    // Who of this hub took it, that hub cannot know: it is said for the agency to which its referral went.
    const value = {
      withdrawalId,
      referralId: grant.referralId,
      takenBy: grant.to,
      by,
      document: withdrawal.document ?? '',
    }
    await sayToHub(deps, tx, { toHub: grant.from.hub, at }, { case: 'withdrawal', value })
  }
}

/** Whoever recorded it. */
async function endAll(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy'>,
  tx: Transaction,
  how: Withdrawal,
  { subjectId, ...ending }: Applying & { readonly subjectId: string; readonly at: Date; readonly takenBackBy: Taker },
): Promise<void> {
  for (const { record, agencyId } of await basesOfPerson(tx, subjectId)) {
    if (record.withdrawnAt !== undefined || !ends(how, record)) continue
    await endBasis(deps, tx, { basisId: record.id, subjectId, agencyId, ...ending })
  }
}
