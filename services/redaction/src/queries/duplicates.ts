import type { Reader, Store } from '@amparo/store'
import type { Directory } from '../ports/directory.ts'
import type { Reading } from '../store/excluded.ts'
import type { IndexKey } from '../store/index-key.ts'
import { flaggedPairs, type Pair } from '../store/same-person.ts'
import { refuseSearching } from './enforcement.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly indexKey: () => Promise<IndexKey>
}

export interface Duplicate extends Pick<Pair, 'pairId' | 'score' | 'matched' | 'at'> {
  /** The same for one custodian, so that three records of one person show as such; others see others. */
  readonly pseudonyms: readonly [string, string]
}

/** So many pairs are shown at most. */
export const PAIRS_SHOWN = 100

/** Without those in which somebody excludes the one who asks. */
export const pairsFor = (reader: Reader, reading: Reading): Promise<Pair[]> =>
  flaggedPairs(reader, reading, PAIRS_SHOWN)

/** Who is perhaps there twice. No record is opened, and nobody is named. */
export const duplicates =
  (deps: Deps) =>
  async ({ user, agency }: { readonly user: string; readonly agency: string }): Promise<Duplicate[]> => {
    const reading = await refuseSearching(deps, { user, agency })
    const { pseudonymOf } = await deps.indexKey()
    const pairs = await deps.store.read(reader => pairsFor(reader, reading))
    return pairs.map(({ people: [one, other], ...pair }) => ({
      ...pair,
      pseudonyms: [pseudonymOf(one, user), pseudonymOf(other, user)],
    }))
  }
