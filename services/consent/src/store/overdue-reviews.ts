import type { Reader, Transaction } from '@amparo/store'
import { BASES, type Basis } from '../domain/codes.ts'
import type { OverdueReview } from '../domain/due.ts'
import { codeOrNone } from './reading.ts'

interface Asked {
  readonly now: Date
  /** So long somebody independent has to review what replaces a refused consent. */
  readonly refusalHours: number
  readonly limit: number
}

interface Row {
  readonly what: OverdueReview['what']
  readonly id: string
  readonly agency_id: string
  readonly subject_ref: string | null
  readonly basis: string | null
  readonly version: number | null
  readonly at: Date
}

/** What stands, or lapsed, and was not looked at in time, of which the log has not heard yet for this date; the earliest first. */
export async function overdueReviews(
  { sql }: Reader,
  { now, refusalHours, limit }: Asked,
): Promise<readonly OverdueReview[]> {
  const rows = await sql<Row>(
    `with waiting as (
       select *, replaces_refusal and confirmed_at is null as refused,
         case when replaces_refusal and confirmed_at is null and reviewed_at is null then
           coalesce((select max(at) from basis_version where basis_id = basis.id and what = 'refusal_noted'), granted_at)
             + $2 * interval '1 hour' end as refusal_by
         from basis where withdrawn_at is null
     ), due as (
       select case when refused then 'refusal' when confirm_by is not null and confirmed_at is null then 'confirmation' else 'basis' end as what,
         id, agency_id, subject_ref, basis, version, least(review_due, refusal_by) as at, review_entered
         from waiting
       union all
       select 'one_case', c.id, c.agency_id, b.subject_ref, null, null, c.confirm_by, c.review_entered
         from one_case_authorisation c left join basis b on b.id = c.basis_id
        where c.confirmed_at is null and b.withdrawn_at is null
     )
     select what, id, agency_id, subject_ref, basis, version, at from due
      where at <= $1 and (review_entered is null or review_entered < at) order by at, id limit $3`,
    [now, refusalHours, limit],
  )
  return rows.map(row => ({
    ...{ what: row.what, id: row.id, agencyId: row.agency_id, subjectRef: row.subject_ref ?? undefined, at: row.at },
    ...{ basis: codeOrNone<Basis>(BASES, row.basis), version: row.version ?? undefined },
  }))
}

export async function markEntered({ sql }: Transaction, { what, id, at }: OverdueReview): Promise<void> {
  const table = what === 'one_case' ? 'one_case_authorisation' : 'basis'
  await sql(`update ${table} set review_entered = $2 where id = $1`, [id, at])
}
