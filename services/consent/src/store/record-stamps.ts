import type { Reader } from '@amparo/store'

/** Of a person's record, or of a name for one: what is on record under the key is the same as long as the version is (migration 025). */
export interface Stamp {
  readonly key: string
  readonly version: string
}

export interface Stamped {
  /** Of the record itself, and of each name that it has. */
  readonly stamps: readonly Stamp[]
  /**
   * The agency's own bases and the exclusions are all that counts inside this hub: no grant of another hub, no consent of another agency, nor of
   * one in whose place it acts, no leave to pass on what came, and no record that is linked with this one.
   */
  readonly isPlain: boolean
}

/** A person with more names is read anew each time. */
const MOST_NAMES = 8

const STAMPS = `
  with names as materialized (select distinct subject_ref from basis where subject_id = $1)
  select (select json_agg(json_build_object('key', s.key, 'version', s.version::text) order by s.key) from record_stamp s
      where s.key = 'record ' || $1 or s.key in (select 'name ' || subject_ref from names)) as stamps,
    (select count(*) between 1 and ${MOST_NAMES} from names)
      and not exists (select 1 from imported_grant g where g.subject_id = $1)
      and not exists (select 1 from basis b where b.subject_id = $1 and b.onward and b.agency_id <> $2)
      and not exists (select 1 from permitted_use u where u.subject_id = $1 and u.agency_id = $2 and u.uses <> '[]')
      and not exists (select 1 from taken_over t where t.subject_id = $1 and t.by_agency = $2)
      and not exists (select 1 from record_link l where l.subject_ref in (select subject_ref from names)) as is_plain`

export async function stampsOf({ sql }: Reader, subjectId: string, agencyId: string): Promise<Stamped> {
  const [row] = await sql<{ stamps: Stamp[] | null; is_plain: boolean }>(STAMPS, [subjectId, agencyId], 'stamps-of')
  return { stamps: row?.stamps ?? [], isPlain: row?.is_plain ?? false }
}
