import type { Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import type { Deps } from './deps.ts'
import { originsOf } from './origins-of.ts'
import { sayToHub } from './say-to-hub.ts'

interface Refusal {
  readonly refusalId: string
  readonly subjectId: string
  readonly child: Pick<Childhood, 'minor'>
  readonly at: Date
  /** Absent: nothing was found of the guardian. */
  readonly reason?: 'guardian_conflict'
}

/**
 * Who came from another hub is a child of it, or of the one from which they came there: each tells the next, and a draft opens where they are at
 * home (ADR 19). By whom of this hub consent was refused it hears not, but whether the guardian was found to be part of the harm; of an adult it hears
 * nothing by this.
 */
export async function tellWhoseChild(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  { refusalId, subjectId, child, at, reason }: Refusal,
): Promise<void> {
  if (!child.minor) return
  for (const { toHub, referralId, takenBy } of await originsOf(tx, subjectId)) {
    const value = { refusalId, referralId, takenBy, reason: reason ?? '' }
    await sayToHub(deps, tx, { toHub, at }, { case: 'childRefused', value })
  }
}
