import type { Store } from '@amparo/store'
import type { Directory } from '../ports/directory.ts'
import type { IndexKey } from '../store/index-key.ts'
import { flaggedPairs, type Pair } from '../store/same-person.ts'
import { refuseEnforcement } from './enforcement.ts'

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

/** Who is perhaps there twice. No record is opened, and nobody is named. */
export const duplicates =
  (deps: Deps) =>
  async ({ user, agency }: { readonly user: string; readonly agency: string }): Promise<Duplicate[]> => {
    await refuseEnforcement(deps, { agency })
    const { pseudonymOf } = await deps.indexKey()
    const pairs = await deps.store.read(reader => flaggedPairs(reader, PAIRS_SHOWN))
    return pairs.map(({ people: [one, other], ...pair }) => ({
      ...pair,
      pseudonyms: [pseudonymOf(one, user), pseudonymOf(other, user)],
    }))
  }
