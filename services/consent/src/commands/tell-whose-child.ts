import type { Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { grantsOf } from '../store/grants.ts'
import type { Deps } from './deps.ts'
import { sayToHub } from './say-to-hub.ts'

interface Refusal {
  readonly refusalId: string
  readonly subjectId: string
  readonly child: Pick<Childhood, 'minor'>
  readonly at: Date
}

/**
 * Who came from another hub is a child of it, or of the one from which they came there: each tells the next, and a draft opens where they are at
 * home (ADR 19). Of what was refused, and by whom of this hub, it hears nothing; of an adult it hears nothing at all.
 */
export async function tellWhoseChild(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  { refusalId, subjectId, child, at }: Refusal,
): Promise<void> {
  if (!child.minor) return
  const referrals = new Map((await grantsOf(tx, subjectId)).map(grant => [grant.referralId, grant]))
  for (const { referralId, from, to: takenBy } of referrals.values())
    await sayToHub(
      deps,
      tx,
      { toHub: from.hub, at },
      { case: 'childRefused', value: { refusalId, referralId, takenBy } },
    )
}
