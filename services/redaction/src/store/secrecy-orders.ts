import type { Reader, Transaction } from '@amparo/store'
import type { SecrecyOrder } from '../domain/secrecy-order.ts'

interface Row {
  readonly order_id: string
  readonly subject_id: string
  readonly share_id: string
  readonly authority: string
  readonly reference: string
  readonly agency_id: string
  readonly review_on: string
  readonly placed_at: Date
  readonly placed_by: string
}

const SELECT = `select order_id, subject_id, share_id, authority, reference, agency_id, review_on::text, placed_at, placed_by
  from secrecy_order where lifted_at is null`

const toOrder = (row: Row): SecrecyOrder => ({
  ...{ orderId: row.order_id, subjectId: row.subject_id, shareId: row.share_id, reference: row.reference },
  authority: row.authority === 'court' ? 'court' : 'prosecution',
  ...{ agencyId: row.agency_id, reviewOn: new Date(row.review_on) },
  ...{ placedAt: row.placed_at, placedBy: row.placed_by },
})

export async function addSecrecyOrder({ sql }: Transaction, o: SecrecyOrder): Promise<void> {
  await sql(
    `insert into secrecy_order (order_id, subject_id, share_id, authority, reference, agency_id, review_on, placed_at, placed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [o.orderId, o.subjectId, o.shareId, o.authority, o.reference, o.agencyId, o.reviewOn, o.placedAt, o.placedBy],
  )
}

export async function findSecrecyOrder({ sql }: Reader, orderId: string): Promise<SecrecyOrder | undefined> {
  return (await sql<Row>(`${SELECT} and order_id = $1`, [orderId])).map(toOrder)[0]
}

/** Those that stand, whether or not their day of review has come. */
export async function secrecyOrders({ sql }: Reader, limit: number): Promise<SecrecyOrder[]> {
  return (await sql<Row>(`${SELECT} order by review_on, order_id limit $1`, [limit])).map(toOrder)
}

/** Whose part stays out of a person's own record at this time, by whichever of their records: from the day of review on it is in it again. */
export async function agenciesInSecrecy({ sql }: Reader, subjectId: string, now: Date): Promise<string[]> {
  const rows = await sql<{ agency_id: string }>(
    `select agency_id from secrecy_order
      where subject_id in (select records_of_person($1)) and lifted_at is null and review_on > $2::date`,
    [subjectId, now.toISOString().slice(0, 10)],
  )
  return rows.map(row => row.agency_id)
}

/** False if it was lifted before. */
export async function liftSecrecyOrder({ sql }: Transaction, id: string, by: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update secrecy_order set lifted_at = $2, lifted_by = $3 where order_id = $1 and lifted_at is null returning 1 as done`,
    [id, at, by],
  )
  return rows.length > 0
}
