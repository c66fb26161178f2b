import type { Reader, Row, Transaction } from '@amparo/store'
import type { Contact } from '../domain/requests/contact.ts'

/** Of a request, the one that was opened last first. */
export const contactsOf = ({ sql }: Pick<Reader, 'sql'>, requestId: string): Promise<Contact[]> =>
  sql<Contact & Row>(
    `select agency_id as "agencyId", opened_at as "openedAt", closed_at as "closedAt" from request_contact
      where request_id = $1 order by opened_at desc, agency_id`,
    [requestId],
  )

interface Change {
  readonly requestId: string
  readonly agencyId: string
  readonly by: string
  readonly at: Date
}

/** False if it is open already. */
export async function openContact({ sql }: Transaction, { requestId, agencyId, by, at }: Change): Promise<boolean> {
  const rows = await sql(
    `insert into request_contact (request_id, agency_id, opened_at, opened_by) values ($1, $2, $3, $4)
     on conflict (request_id, agency_id) where closed_at is null do nothing returning 1 as one`,
    [requestId, agencyId, at, by],
  )
  return rows.length > 0
}

/** False if none is open. */
export async function closeContact({ sql }: Transaction, { requestId, agencyId, by, at }: Change): Promise<boolean> {
  const rows = await sql(
    `update request_contact set closed_at = $4, closed_by = $3
      where request_id = $1 and agency_id = $2 and closed_at is null returning 1 as one`,
    [requestId, agencyId, by, at],
  )
  return rows.length > 0
}

/** In which an agency of this hub may write, the last opened first: request and since when. */
export const openContactsOf = (
  { sql }: Pick<Reader, 'sql'>,
  agencyId: string,
  limit: number,
): Promise<{ requestId: string; openedAt: Date }[]> =>
  sql<{ requestId: string; openedAt: Date }>(
    `select request_id as "requestId", opened_at as "openedAt" from request_contact
      where agency_id = $1 and closed_at is null order by opened_at desc, request_id limit $2`,
    [agencyId, limit],
  )
