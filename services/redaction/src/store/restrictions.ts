import type { Reader, Transaction } from '@amparo/store'
import type { Restriction } from '../domain/erasure.ts'
import type { AgencyKey } from './shares.ts'

/** The only agency that may open a person; undefined where all may who otherwise may. */
export async function restrictedTo({ sql }: Pick<Reader, 'sql'>, subjectId: string): Promise<AgencyKey | undefined> {
  const rows = await sql<{ hub: string; agency_id: string }>(
    'select hub, agency_id from restriction where subject_id = $1',
    [subjectId],
  )
  return rows[0] && { hub: rows[0].hub, agencyId: rows[0].agency_id }
}

/**
 * Whether anything of the person may leave this hub: not while one agency alone may open them. Until the transaction ends nobody comes to keep the
 * others out. Before any name is held, as whoever restricts has the row first.
 */
export async function mayLeave(tx: Pick<Transaction, 'sql'>, subjectId: string): Promise<boolean> {
  await tx.sql('select 1 as held from subject where id = $1 for share', [subjectId])
  return (await restrictedTo(tx, subjectId)) === undefined
}

/** With the day of review of the request that was refused. */
export async function findRestriction(
  { sql }: Pick<Reader, 'sql'>,
  subjectId: string,
): Promise<Restriction | undefined> {
  const [row] = await sql<{ hub: string; agency_id: string; review_on: string | null }>(
    `select hub, agency_id, review_on::text from restriction r left join erasure e using (erasure_id)
      where r.subject_id = $1`,
    [subjectId],
  )
  const reviewOn = row?.review_on ? new Date(row.review_on) : undefined
  return row && { hub: row.hub, agencyId: row.agency_id, reviewOn }
}

interface Restricting {
  readonly subjectId: string
  /** The request that was refused. */
  readonly erasureId: string
  readonly at: Date
}

/** To the agency that registered the person here, or to which another hub sent them. */
export async function restrict({ sql }: Transaction, { subjectId, erasureId, at }: Restricting): Promise<void> {
  await sql('delete from restriction where subject_id = $1', [subjectId])
  await sql(
    `insert into restriction (subject_id, erasure_id, hub, agency_id, since)
     select subject_id, $2::uuid, agency_hub, agency_id, $3 from share where subject_id = $1
      order by (referral_id is null) desc, created_at, share_id limit 1`,
    [subjectId, erasureId, at],
  )
}

export const unrestrict = async ({ sql }: Transaction, subjectId: string): Promise<void> =>
  void (await sql('delete from restriction where subject_id = $1', [subjectId]))
