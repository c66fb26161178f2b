import type { Reader, Transaction } from '@amparo/store'

const TABLES = {
  legal_hold: 'legal_hold',
  secrecy_order: 'secrecy_order',
  /** Access to a person who was to be erased. */
  restriction: 'erasure',
} as const

export interface OverdueReview {
  readonly what: keyof typeof TABLES
  readonly id: string
  readonly subjectRef: string
  /** That placed it, or whose part it keeps back. */
  readonly agencyId: string
  /** On which it was to be looked at again. */
  readonly day: string
}

interface Row {
  readonly what: OverdueReview['what']
  readonly id: string
  readonly share_id: string
  readonly agency_id: string
  readonly day: string
}

/** What stands though its day of review is over, of which the log has not heard yet; the earliest first. `today`: in UTC, `YYYY-MM-DD`. */
export async function overdueReviews({ sql }: Reader, today: string, limit: number): Promise<OverdueReview[]> {
  const rows = await sql<Row>(
    `select what, id, share_id, agency_id, review_on::text as day from (
       select 'legal_hold' as what, hold_id as id, share_id, placed_agency as agency_id, review_on, review_entered
         from legal_hold where released_at is null
       union all
       select 'secrecy_order', order_id, share_id, agency_id, review_on, review_entered
         from secrecy_order where lifted_at is null
       union all
       select 'restriction', erasure_id, share_id, requested_agency, review_on, review_entered
         from erasure e where exists (select from restriction r where r.erasure_id = e.erasure_id)
     ) as standing
     where review_on < $1::date and review_entered is distinct from review_on order by review_on, id limit $2`,
    [today, limit],
  )
  return rows.map(row => ({
    ...{ what: row.what, id: row.id, subjectRef: row.share_id, agencyId: row.agency_id, day: row.day },
  }))
}

const IDS = { legal_hold: 'hold_id', secrecy_order: 'order_id', restriction: 'erasure_id' } as const

export async function markEntered({ sql }: Transaction, { what, id, day }: OverdueReview): Promise<void> {
  await sql(`update ${TABLES[what]} set review_entered = $2 where ${IDS[what]} = $1`, [id, day])
}
