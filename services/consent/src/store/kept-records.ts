import type { Reader } from '@amparo/store'
import { LRUCache } from 'lru-cache'
import type { Exclusion } from '../domain/agency.ts'
import type { BasisRecord } from '../domain/record.ts'
import { recordsOf } from './bases.ts'
import { exclusionsOf } from './exclusions.ts'
import { isGuardianFound } from './guardian-findings.ts'
import { type Stamp, type Stamped, stampsOf } from './record-stamps.ts'

/**
 * What an agency has on record for a person, in force or not, whom the person never wants to know, and whether an officer found their guardian in
 * conflict, of one moment.
 */
interface KeptRecord {
  readonly own: readonly BasisRecord[]
  readonly exclusions: readonly Exclusion[]
  readonly guardianFound: boolean
  readonly stamps: readonly Stamp[]
}

export interface KeptRecords {
  /** As of the reader's moment. */
  find(reader: Reader, subjectId: string, agencyId: string): Promise<KeptRecord>
  /** As it was when it was last read, where nothing else counts (`Stamped`). Whoever rests something on it has to compare its stamps. */
  remembered(subjectId: string, agencyId: string): KeptRecord | undefined
}

interface Reading {
  readonly stampsOf: (reader: Reader, subjectId: string, agencyId: string) => Promise<Stamped>
  readonly recordsOf: (reader: Reader, subjectId: string, agencyId: string) => Promise<readonly BasisRecord[]>
  readonly exclusionsOf: (reader: Reader, subjectId: string) => Promise<readonly Exclusion[]>
  readonly isGuardianFound: (reader: Reader, subjectId: string) => Promise<boolean>
}

const MOST_RECORDS = 50_000

/** Reads a person's record once, and from then on its stamps alone: to read fifty bases costs more than to decide by them. */
export function keptRecords(
  most = MOST_RECORDS,
  reading: Reading = { stampsOf, recordsOf, exclusionsOf, isGuardianFound },
): KeptRecords {
  const kept = new LRUCache<string, KeptRecord>({ maxSize: most, sizeCalculation: ({ own }) => 1 + own.length })
  const keyOf = (subjectId: string, agencyId: string) => `${agencyId} ${subjectId}`
  return {
    find: async (reader, subjectId, agencyId) => {
      const key = keyOf(subjectId, agencyId)
      const { stamps, isPlain } = await reading.stampsOf(reader, subjectId, agencyId)
      const known = kept.get(key)
      if (isPlain && known !== undefined && isSame(known.stamps, stamps)) return known
      const [own, exclusions, guardianFound] = await Promise.all([
        reading.recordsOf(reader, subjectId, agencyId),
        reading.exclusionsOf(reader, subjectId),
        reading.isGuardianFound(reader, subjectId),
      ])
      const record = { own, exclusions, guardianFound, stamps }
      if (isPlain) kept.set(key, record)
      else kept.delete(key)
      return record
    },
    remembered: (subjectId, agencyId) => kept.get(keyOf(subjectId, agencyId)),
  }
}

const isSame = (one: readonly Stamp[], other: readonly Stamp[]): boolean =>
  one.length === other.length &&
  one.every(({ key, version }, n) => other[n]?.key === key && other[n]?.version === version)
