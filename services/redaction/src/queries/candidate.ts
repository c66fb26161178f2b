import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { IndexKey } from '../store/index-key.ts'
import { subjectOfPseudonym } from '../store/reidentifications.ts'
import { flaggedPairs } from '../store/same-person.ts'
import { PAIRS_SHOWN } from './duplicates.ts'

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly indexKey: () => Promise<IndexKey>
  readonly now: Clock
}

/** Whom a custodian was shown under this name: in an own search, or among records that are perhaps of one person. */
export async function candidateOf(
  { store, indexKey, now }: Deps,
  pseudonym: string,
  { user, agency }: { readonly user: string; readonly agency: string },
): Promise<string | undefined> {
  const { pseudonymOf } = await indexKey()
  return store.read(async reader => {
    const own = { pseudonym, userId: user, agencyId: agency, now: now() }
    const searched = await subjectOfPseudonym(reader, own)
    if (searched !== undefined) return searched
    const flagged = (await flaggedPairs(reader, PAIRS_SHOWN)).flatMap(({ people }) => people)
    return flagged.find(subjectId => pseudonymOf(subjectId, user) === pseudonym)
  })
}
