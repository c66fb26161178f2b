import type { Reader } from '@amparo/store'
import type { BasisRecord } from '../domain/record.ts'
import { recordsOf } from './bases.ts'

/** Everything that an agency has on record for a person, in force or not, as of the reader's moment. */
export type FindRecords = (reader: Reader, subjectId: string, agencyId: string) => Promise<readonly BasisRecord[]>

const MOST_RECORDS = 50_000

/**
 * Reads a person's bases once, and from then on their versions alone: what a basis says in one version never changes (migration 023), and to
 * read fifty of them costs more than to decide by them. Whom they are bound to stands beside the version.
 */
export function keptRecords(most = MOST_RECORDS, read: FindRecords = recordsOf): FindRecords {
  const kept = new Map<string, { readonly versions: string; readonly records: readonly BasisRecord[] }>()
  let count = 0
  const forget = (key: string) => {
    count -= kept.get(key)?.records.length ?? 0
    kept.delete(key)
  }
  return async (reader, subjectId, agencyId) => {
    const versions = await versionsOf(reader, subjectId, agencyId)
    if (versions === '') return []
    const key = `${agencyId} ${subjectId}`
    const known = kept.get(key)
    const records = known?.versions === versions ? known.records : await read(reader, subjectId, agencyId)
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
}

/** Each id with its version and whom it is bound to, as one text: equal texts are equal records. */
async function versionsOf({ sql }: Reader, subjectId: string, agencyId: string): Promise<string> {
  const [row] = await sql<{ versions: string | null }>(
    `select string_agg(concat_ws(' ', b.id, b.version, r.hub, r.agency_id), ',' order by b.id) as versions
       from basis b left join recipient_binding r on r.basis_id = b.id where b.subject_id = $1 and b.agency_id = $2`,
    [subjectId, agencyId],
    'versions-of',
  )
  return row?.versions ?? ''
}
