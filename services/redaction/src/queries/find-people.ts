import type { Store } from '@amparo/store'
import { type Feature, type Findable, featuresOf, findableOf, swappedBirth } from '../domain/finding/features.ts'
import { type Score, scoreOf } from '../domain/finding/score.ts'
import { DUPLICATE_BITS } from '../domain/finding/weights.ts'
import type { Held } from '../domain/held.ts'
import { compareAll, type PersonIndex } from '../store/blind-index.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { type Reading, withoutExcluding } from '../store/excluded.ts'
import type { IndexKey, IndexKeys } from '../store/index-key.ts'

export interface Found extends Score {
  readonly subjectId: string
}

/** What a record is found by, hashed; and who is perhaps the same person. */
export interface Findings extends PersonIndex {
  readonly doubles: readonly Found[]
}

export interface Finding {
  /** `except` is the person themself, where there is a record already. */
  ofRecord(held: Held, except?: string): Promise<Findings>
  /** Those who reach so many bits, the likeliest first, so many at most. Whoever excludes the reader, if there is one, is not there. */
  people(sought: Findable, limits: Limits): Promise<Found[]>
}

interface Limits {
  readonly bits: number
  readonly most: number
  readonly reading?: Reading
}

/** So many are flagged of one record at most. */
const DOUBLES = 5

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly keys: DataKeys
  readonly index: IndexKeys
}

/** Finds people by keyed hashes: no record is opened for it. */
export function finding({ store, keys, index }: Deps): Finding {
  const people: Finding['people'] = async (sought, { bits, most, reading }) => {
    const features = featuresOf(sought)
    const swapped = swappedBirth(sought.dateOfBirth)
    const by = ({ version, tokenOf }: IndexKey) =>
      store.read(reader =>
        compareAll(reader, { version, tokens: features.map(tokenOf), swapped: swapped.map(tokenOf) }),
      )
    // First by the older key: whoever is indexed anew between the two is found twice rather than not at all.
    const before = await index.before()
    const older = before === undefined ? [] : await by(before)
    const newer = await by(await index.current())
    const near = new Map([...older, ...newer].map(compared => [compared.subjectId, compared]))
    const likely = [...near.values()]
      .map(compared => ({ subjectId: compared.subjectId, ...scoreOf({ ...compared, sought: countsOf(features) }) }))
      .filter(({ score }) => score >= bits)
      .toSorted((one, other) => other.score - one.score || (one.subjectId < other.subjectId ? -1 : 1))
    const shown = (reading === undefined ? likely : await notExcluding(likely, reading)).slice(0, most)
    // Rows of somebody who was erased may come back with a backup; the key does not.
    const there = await Promise.all(shown.map(({ subjectId }) => keys.has(subjectId)))
    return shown.filter((_, n) => there[n])
  }
  const notExcluding = async (found: readonly Found[], reading: Reading): Promise<Found[]> => {
    const ids = found.map(({ subjectId }) => subjectId)
    const told = await store.read(reader => withoutExcluding(reader, ids, reading))
    return found.filter(({ subjectId }) => told.has(subjectId))
  }
  return {
    people,
    ofRecord: async (held, except) => {
      const { version, tokenOf } = await index.current()
      const findable = findableOf(held)
      const found = await people(findable, { bits: DUPLICATE_BITS, most: DOUBLES + 1 })
      const doubles = found.filter(({ subjectId }) => subjectId !== except).slice(0, DOUBLES)
      return { version, tokens: featuresOf(findable).map(tokenOf), doubles }
    },
  }
}

function countsOf(features: readonly Feature[]) {
  const byKind = Map.groupBy(features, ({ kind }) => kind)
  return new Map([...byKind].map(([kind, some]) => [kind, some.length] as const))
}
