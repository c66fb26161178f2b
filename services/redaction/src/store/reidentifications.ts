import type { Reader, Transaction } from '@amparo/store'
import type { Reidentification } from '../domain/reidentification.ts'
import { fitting, noneExcludes, type Reading } from './excluded.ts'

interface Row {
  readonly request_id: string
  readonly subject_id: string
  readonly reason: string
  readonly reference: string
  readonly requested_by: string
  readonly requested_agency: string
  readonly requested_at: Date
  readonly expires_at: Date
  readonly confirmed_by: string | null
  readonly opened_at: Date | null
}

const toRequest = (row: Row): Reidentification => ({
  requestId: row.request_id,
  subjectId: row.subject_id,
  reason: row.reason,
  reference: row.reference,
  requestedBy: row.requested_by,
  requestedAgency: row.requested_agency,
  requestedAt: row.requested_at,
  expiresAt: row.expires_at,
  confirmedBy: row.confirmed_by,
  openedAt: row.opened_at,
})

export async function addReidentification({ sql }: Transaction, r: Reidentification): Promise<void> {
  await sql(
    `insert into reidentification (request_id, subject_id, reason, reference, requested_by, requested_agency, requested_at,
       expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [r.requestId, r.subjectId, r.reason, r.reference, r.requestedBy, r.requestedAgency, r.requestedAt, r.expiresAt],
  )
}

export async function findReidentification({ sql }: Reader, requestId: string): Promise<Reidentification | undefined> {
  const rows = await sql<Row>('select * from reidentification where request_id = $1', [requestId])
  return rows[0] && toRequest(rows[0])
}

/** That wait to be confirmed or opened, without whoever excludes the reader, newest first, so many at most. */
export async function waitingReidentifications(
  { sql }: Reader,
  reading: Reading,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<Reidentification[]> {
  const rows = await sql<Row>(
    `select * from reidentification r where opened_at is null and expires_at > $1 and ${noneExcludes(['r.subject_id'], 3)}
      order by requested_at desc, request_id limit $2`,
    [now, limit, ...fitting(reading)],
  )
  return rows.map(toRequest)
}

/** False if somebody was quicker. */
export async function confirmReidentification(
  { sql }: Transaction,
  requestId: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const rows = await sql(
    `update reidentification set confirmed_by = $2, confirmed_at = $3
      where request_id = $1 and confirmed_by is null and requested_by <> $2 and expires_at > $3 returning 1 as done`,
    [requestId, by, at],
  )
  return rows.length > 0
}

/** False if it was opened before. */
export async function useReidentification({ sql }: Transaction, requestId: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update reidentification set opened_at = $2
      where request_id = $1 and opened_at is null and confirmed_by is not null and expires_at > $2 returning 1 as done`,
    [requestId, at],
  )
  return rows.length > 0
}

/** Whom a custodian's own search gave that name to, while it is kept. */
export async function subjectOfPseudonym(
  { sql }: Reader,
  of: { readonly pseudonym: string; readonly userId: string; readonly agencyId: string; readonly now: Date },
): Promise<string | undefined> {
  const rows = await sql<{ subject_id: string }>(
    'select subject_id from pseudonym where pseudonym = $1 and user_id = $2 and agency_id = $3 and expires_at > $4',
    [of.pseudonym, of.userId, of.agencyId, of.now],
  )
  return rows[0]?.subject_id
}
