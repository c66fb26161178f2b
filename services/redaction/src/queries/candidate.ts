import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { isExcluded, type Reading } from '../store/excluded.ts'
import type { IndexKey } from '../store/index-key.ts'
import { subjectOfPseudonym } from '../store/reidentifications.ts'
import { pairsFor } from './duplicates.ts'

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly indexKey: () => Promise<IndexKey>
  readonly now: Clock
}

/** Whom a custodian was shown under this name: in an own search, or among records that are perhaps of one person; nobody who excludes them since. */
export async function candidateOf(
  { store, indexKey, now }: Deps,
  pseudonym: string,
  reading: Reading,
): Promise<string | undefined> {
  const { pseudonymOf } = await indexKey()
  const { userId, agencyId } = reading
  return store.read(async reader => {
    const searched = await subjectOfPseudonym(reader, { pseudonym, userId, agencyId, now: now() })
    if (searched !== undefined) return (await isExcluded(reader, searched, reading)) ? undefined : searched
    const flagged = (await pairsFor(reader, reading)).flatMap(({ people }) => people)
    return flagged.find(subjectId => pseudonymOf(subjectId, userId) === pseudonym)
  })
}
