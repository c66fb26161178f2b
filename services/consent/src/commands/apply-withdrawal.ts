import type { Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { lineOf, type RecordedBasis, stoodWhen } from '../domain/recorded-basis.ts'
import { ends, type Said, type Withdrawal } from '../domain/withdrawal.ts'
import { basesOfPerson } from '../store/bases.ts'
import { findSubmission } from '../store/permits.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { endCarrying } from './end-carrying.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { tellOrigins } from './tell-origins.ts'

interface Applying {
  readonly by: string
  readonly correlationId: string
  /** A child keeps somebody at each agency where something of theirs ends with it. */
  readonly child: Childhood
}

/**
 * From now on nothing rests on what was taken back: here, and where it came from another hub, that hub is told, which recalls whoever has
 * something of it. What was narrowed since it was said is taken back as well; whatever this withdrawal may not end, and what was agreed to since,
 * stands.
 */
export async function applyWithdrawal(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy' | 'now' | 'log'>,
  tx: Transaction,
  withdrawal: Withdrawal,
  { by: user, correlationId, child }: Applying,
): Promise<void> {
  const { subjectId, referralId, basisId } = withdrawal
  if (subjectId === undefined) return
  await holdWithdrawals(tx)
  const at = deps.now()
  const ending = { by: user, child, at, correlationId }
  const submission = referralId === undefined ? undefined : await findSubmission(tx, referralId)
  if (referralId === undefined) {
    const bases = await basesOfPerson(tx, subjectId)
    const taken = basisId === undefined ? bases : lineFrom(bases, basisId)
    await endEach(deps, tx, taken, { ...ending, takenBack: withdrawal })
  } else if (submission?.subjectId === subjectId)
    await endCarrying(deps, tx, submission, { ...ending, how: withdrawal })
  await endLinked(deps, tx, { subjectId, child, at })
  await tellOrigins(deps, tx, withdrawal, at)
}

const lineFrom = (bases: readonly RecordedBasis[], basisId: string): RecordedBasis[] => {
  const line = lineOf(bases, basisId)
  return bases.filter(({ record }) => line.has(record.id))
}

/** Whoever recorded it. */
async function endEach(
  deps: Pick<Deps, 'hub' | 'newId' | 'policy'>,
  tx: Transaction,
  bases: readonly RecordedBasis[],
  ending: Applying & { readonly at: Date; readonly takenBack: Said },
): Promise<void> {
  for (const basis of bases) {
    const { record, subjectId, agencyId } = basis
    if (!stoodWhen(basis, ending.takenBack.at) || !ends(ending.takenBack, record)) continue
    await endBasis(deps, tx, { basisId: record.id, subjectId, agencyId, ...ending })
  }
}
