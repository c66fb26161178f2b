import type { Store } from '@amparo/store'
import type { Exclusion } from '../domain/agency.ts'
import type { Submission } from '../domain/submission.ts'
import { type ExclusionRow, exclusionsFor, toExclusion } from './exclusions.ts'
import { versionsFor } from './kept-records.ts'
import { type SubmissionRow, submissionUnder, toSubmission } from './permits.ts'

/** Whose record it is, and under which referral. */
export interface Whom {
  readonly subjectId: string
  readonly agencyId: string
  readonly referralId: string
}

/** What most decisions need of the database, of one moment. */
export interface Glance {
  /** Of the agency's bases, as `KeptRecords` compares them. */
  readonly versions: string
  readonly submission: Submission | undefined
  readonly exclusions: readonly Exclusion[]
  /** False where grants of other hubs or consents of other agencies may count as well: those have to be read. */
  readonly isAll: boolean
}

interface Columns {
  versions: string | null
  submission: SubmissionRow | null
  exclusions: ExclusionRow[] | null
  is_all: boolean
}

const GLANCE = `
  select (${versionsFor('q.subject_id', 'q.agency_id')}) as versions,
    (select to_json(s) from (${submissionUnder('q.referral_id')}) s) as submission,
    (select json_agg(e) from (${exclusionsFor('q.subject_id')}) e) as exclusions,
    not (exists (select 1 from imported_grant g where g.referral_id = q.referral_id)
      or exists (select 1 from imported_grant g where g.subject_id = q.subject_id)
      or exists (select 1 from basis b where b.subject_id = q.subject_id and b.onward and b.agency_id <> q.agency_id)) as is_all
  from unnest($1::text[], $2::text[], $3::text[]) with ordinality as q (subject_id, agency_id, referral_id, n) order by q.n`

/** For several at once, in their order. */
export async function glanceAt(sql: Store['statement'], group: readonly Whom[]): Promise<Glance[]> {
  const of = (key: keyof Whom) => group.map(whom => whom[key])
  const rows = await sql<Columns>(GLANCE, [of('subjectId'), of('agencyId'), of('referralId')], 'glance')
  return rows.map(row => ({
    versions: row.versions ?? '',
    submission: row.submission === null ? undefined : toSubmission(row.submission),
    exclusions: (row.exclusions ?? []).map(toExclusion),
    isAll: row.is_all,
  }))
}
