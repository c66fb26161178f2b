import { holdName, type Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { takenBackWith } from '../domain/linked-consents.ts'
import { consentsOfPerson } from '../store/record-links.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { openDraftIn } from './open-safeguarding-draft.ts'
import { LOST } from './safeguard.ts'

/**
 * Withdrawals, refusals, what may replace a refused consent, and links come one after the other: whichever is first, the second sees it, and nothing is missed between the two. Held
 * until the transaction ends; both are short, and rare.
 */
export const holdWithdrawals = (tx: Transaction): Promise<void> => holdName(tx, 'withdrawals')

/** In the place of a user's id: taken back with a linked record. */
const BY = 'linked-record'

/**
 * What the person behind a record took back of one of their records goes with the others too; each as news of its own agency. A child
 * keeps somebody at each of them.
 */
export async function endLinked(
  deps: Pick<Deps, 'policy' | 'newId' | 'hub' | 'now' | 'log'>,
  tx: Transaction,
  { subjectId, child, at }: { readonly subjectId: string; readonly child: Childhood; readonly at: Date },
): Promise<void> {
  for (const { consent, by } of takenBackWith(await consentsOfPerson(tx, subjectId))) {
    const { basisId, subjectId: of, subjectRef, agencyId } = consent
    // A correlation of its own: by the other's somebody could see that the two belong together.
    const correlationId = deps.newId()
    const takenBack = { by, at }
    await endBasis(deps, tx, { basisId, subjectId: of, agencyId, child, by: BY, at, correlationId, takenBack })
    if (!child.minor) continue
    const draft = { child: { subjectId: of, subjectRef }, agencyId, userId: '', reason: LOST[by] }
    await openDraftIn(deps, tx, { ...draft, correlationId })
  }
}
