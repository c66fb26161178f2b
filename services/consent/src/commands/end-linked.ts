import { holdName, type Transaction } from '@amparo/store'
import { takenBackWith } from '../domain/linked-consents.ts'
import { consentsOfPerson } from '../store/record-links.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'

/**
 * Withdrawals, refusals, what may replace a refused consent, and links come one after the other: whichever is first, the second sees it, and nothing is missed between the two. Held
 * until the transaction ends; both are short, and rare.
 */
export const holdWithdrawals = (tx: Transaction): Promise<void> => holdName(tx, 'withdrawals')

/** In the place of a user's id: taken back with a linked record. */
const BY = 'linked-record'

/** What the person behind a record took back of one of their records goes with the others too; each as news of its own agency. */
export async function endLinked(
  deps: Pick<Deps, 'policy' | 'newId' | 'hub'>,
  tx: Transaction,
  subjectId: string,
  at: Date,
): Promise<void> {
  // A correlation of its own: by the other's somebody could see that the two belong together.
  for (const { basisId, subjectId: of, agencyId } of takenBackWith(await consentsOfPerson(tx, subjectId)))
    await endBasis(deps, tx, { basisId, subjectId: of, agencyId, by: BY, at, correlationId: deps.newId() })
}
