import type { Reader } from '@amparo/store'
import type { BasisRecord } from '../domain/record.ts'
import { recordsOf } from './bases.ts'

/** Everything that an agency has on record for a person, in force or not, as of the reader's moment. */
export type FindRecords = (reader: Reader, subjectId: string, agencyId: string) => Promise<readonly BasisRecord[]>

export interface KeptRecords {
  readonly find: FindRecords
  /** Those of these versions, if they have been read before. */
  known(subjectId: string, agencyId: string, versions: string): readonly BasisRecord[] | undefined
}

const MOST_RECORDS = 50_000

/**
 * Reads a person's bases once, and from then on their versions alone: what a basis says in one version never changes (migration 023), and to
 * read fifty of them costs more than to decide by them. Whom they are bound to stands beside the version.
 */
export function keptRecords(most = MOST_RECORDS, read: FindRecords = recordsOf): KeptRecords {
  const kept = new Map<string, { readonly versions: string; readonly records: readonly BasisRecord[] }>()
  let count = 0
  const keyOf = (subjectId: string, agencyId: string) => `${agencyId} ${subjectId}`
  const forget = (key: string) => {
    count -= kept.get(key)?.records.length ?? 0
    kept.delete(key)
  }
  const keep = (key: string, versions: string, records: readonly BasisRecord[]) => {
    // The last that was asked for is the last to go.
    forget(key)
    kept.set(key, { versions, records })
    count += records.length
    for (const oldest of kept.keys()) {
      if (count <= most) break
      forget(oldest)
    }
    return records
  }
  const known: KeptRecords['known'] = (subjectId, agencyId, versions) => {
    if (versions === '') return []
    const key = keyOf(subjectId, agencyId)
    const found = kept.get(key)
    return found?.versions === versions ? keep(key, versions, found.records) : undefined
  }
  return {
    known,
    find: async (reader, subjectId, agencyId) => {
      const versions = await versionsOf(reader, subjectId, agencyId)
      const records = known(subjectId, agencyId, versions)
      return records ?? keep(keyOf(subjectId, agencyId), versions, await read(reader, subjectId, agencyId))
    },
  }
}

/**
 * How many they are, the sum of their versions, and how many are bound to a recipient: none is ever deleted, no version falls and no binding
 * is loosed (migration 024), so that equal texts are equal records.
 */
export const versionsFor = (subjectId: string, agencyId: string): string =>
  `select concat_ws(' ', count(*), sum(b.version), (
       select count(*) from basis v join recipient_binding r on r.basis_id = v.id
        where v.subject_id = ${subjectId} and v.agency_id = ${agencyId} and v.basis = 'vital_interest')) as versions
     from basis b where b.subject_id = ${subjectId} and b.agency_id = ${agencyId} having count(*) > 0`

async function versionsOf({ sql }: Reader, subjectId: string, agencyId: string): Promise<string> {
  const asked = versionsFor('$1', '$2')
  const [row] = await sql<{ versions: string }>(asked, [subjectId, agencyId], 'versions-of')
  return row?.versions ?? ''
}
