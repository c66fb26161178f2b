import type { Reader, Transaction } from '@amparo/store'
import { ALL_READERS, type Source, type State, type WaitingFor } from '../domain/review/codes.ts'
import {
  type KeptRedaction,
  type ListedRedaction,
  madeUnder,
  type Redaction,
  type ReviewedProfile,
} from '../domain/review/review.ts'
import { fitting, noneExcludes, type Reading } from './excluded.ts'

interface Row {
  readonly redaction_id: string
  readonly subject_id: string
  readonly referral_id: string
  readonly compartment: boolean
  readonly source: Source
  readonly source_id: string | null
  readonly file: number | null
  readonly profile: ReviewedProfile
  readonly agency_id: string
  readonly why: WaitingFor
  readonly made_at: Date
  readonly changed_at: Date | null
}

const toRedaction = (row: Row): KeptRedaction => ({
  redactionId: row.redaction_id,
  subjectId: row.subject_id,
  referralId: row.referral_id,
  compartment: row.compartment,
  source: row.source,
  sourceId: row.source_id,
  file: row.file,
  profile: row.profile,
  agencyId: row.agency_id,
  why: row.why,
  madeAt: row.made_at,
  changedAt: row.changed_at,
})

/** Of one text, in one referral, for readers of one profile, there is one: whoever came first has named it. Answers its id. */
export async function getOrAddRedaction({ sql }: Transaction, of: Redaction): Promise<string> {
  await sql(
    `insert into redaction (redaction_id, subject_id, referral_id, compartment, source, source_id, file, profile, agency_id, why, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[of.redactionId, of.subjectId, of.referralId, of.compartment, of.source, of.sourceId, of.file, of.profile],
      ...[of.agencyId, of.why, of.madeAt],
    ],
  )
  const rows = await sql<{ redaction_id: string }>(
    `select redaction_id from redaction where subject_id = $1 and referral_id = $2 and source = $3
       and source_id is not distinct from $4 and file is not distinct from $5 and profile = $6`,
    [of.subjectId, of.referralId, of.source, of.sourceId, of.file, of.profile],
  )
  const row = rows[0]
  if (row === undefined) throw new TypeError('a redaction was neither found nor made')
  return row.redaction_id
}

export async function findRedaction({ sql }: Reader, redactionId: string): Promise<KeptRedaction | undefined> {
  const rows = await sql<Row>('select * from redaction where redaction_id = $1', [redactionId])
  return rows[0] && toRedaction(rows[0])
}

/** The narrative of the person is another one now. */
export const narrativeChanged = async ({ sql }: Transaction, subjectId: string, at: Date): Promise<void> =>
  void (await sql(`update redaction set changed_at = $2 where subject_id = $1 and source = 'narrative'`, [
    subjectId,
    at,
  ]))

export interface Listing extends Reading {
  /** Whether the reader works in compartments. */
  readonly compartments: boolean
  readonly policyHash: string
  /** Undefined: all that somebody still has to do. */
  readonly state: State | undefined
  readonly after: number
  readonly limit: number
}

/** Of an agency, the oldest first; nothing about a person who wants this reader to know nothing of them. */
export async function listRedactions({ sql }: Reader, of: Listing): Promise<ListedRedaction[]> {
  const rows = await sql<Row & { readonly seq: string; readonly state: State }>(
    `select * from (
       select r.*, case
           when latest.review_id is null then 'waiting'
           when latest.policy_hash <> case r.profile when $10 then $11 else $6 end or r.changed_at >= latest.reviewed_at then 'lapsed'
           when latest.second and c.review_id is null then 'proposed'
           else 'reviewed' end as state
         from redaction r
         left join lateral (select * from redaction_review where redaction_id = r.redaction_id order by seq desc limit 1) latest on true
         left join redaction_confirmation c on c.review_id = latest.review_id
        where r.agency_id = $12 and r.seq > $7 and ($5 or not r.compartment) and ${noneExcludes(['r.subject_id'], 1)}
     ) as listed
     where case when $8::text is null then state <> 'reviewed' else state = $8 end
     order by seq limit $9`,
    [
      ...[...fitting(of), of.compartments, of.policyHash, of.after],
      ...[of.state ?? null, of.limit, ALL_READERS, madeUnder(ALL_READERS, of.policyHash), of.agencyId],
    ],
  )
  return rows.map(row => ({ ...toRedaction(row), seq: Number(row.seq), state: row.state }))
}
