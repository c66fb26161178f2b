import type { Reader, Transaction } from '@amparo/store'
import { HOLD_AUTHORITIES, type LegalHold } from '../domain/legal-hold.ts'

interface Row {
  readonly hold_id: string
  readonly subject_id: string
  readonly share_id: string
  readonly authority: string
  readonly reference: string
  readonly review_on: string
  readonly placed_at: Date
  readonly placed_by: string
  readonly placed_agency: string
}

const SELECT = `select hold_id, subject_id, share_id, authority, reference, review_on::text, placed_at, placed_by, placed_agency
  from legal_hold where released_at is null`

const toHold = (row: Row): LegalHold => {
  const authority = HOLD_AUTHORITIES.find(known => known === row.authority)
  if (authority === undefined) throw new TypeError('an authority that is none')
  return {
    ...{ holdId: row.hold_id, subjectId: row.subject_id, shareId: row.share_id, authority, reference: row.reference },
    ...{ reviewOn: new Date(row.review_on), placedAt: row.placed_at },
    ...{ placedBy: row.placed_by, placedAgency: row.placed_agency },
  }
}

export async function addHold({ sql }: Transaction, h: LegalHold): Promise<void> {
  await sql(
    `insert into legal_hold (hold_id, subject_id, share_id, authority, reference, review_on, placed_at, placed_by, placed_agency)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[h.holdId, h.subjectId, h.shareId, h.authority, h.reference, h.reviewOn],
      ...[h.placedAt, h.placedBy, h.placedAgency],
    ],
  )
}

/** Longer than placing one can take. */
const ANNOUNCED = "at > now() - interval '1 hour'"

/** That one is about to be placed: from then on it counts for whoever takes away what the log has of the person. */
export async function announceHold({ sql }: Transaction, { holdId, subjectId, placedAt }: LegalHold): Promise<void> {
  await sql(`delete from legal_hold_announced where not (${ANNOUNCED})`)
  await sql('insert into legal_hold_announced (hold_id, subject_id, at) values ($1, $2, $3)', [
    ...[holdId, subjectId, placedAt],
  ])
}

/** It stands, or will not: whoever had it placed hears which. */
export async function endAnnouncement({ sql }: Transaction, holdId: string): Promise<void> {
  await sql('delete from legal_hold_announced where hold_id = $1', [holdId])
}

/** Whether one is about to be placed on a person, by whichever of the records that are linked with this one. */
export async function isHoldAnnounced({ sql }: Reader, subjectId: string): Promise<boolean> {
  const rows = await sql(
    `select 1 as found from legal_hold_announced
      where ${ANNOUNCED} and subject_id in (select records_of_person($1)) limit 1`,
    [subjectId],
  )
  return rows.length > 0
}

export async function findHold({ sql }: Reader, holdId: string): Promise<LegalHold | undefined> {
  return (await sql<Row>(`${SELECT} and hold_id = $1`, [holdId])).map(toHold)[0]
}

/** False if it was released before. */
export async function releaseHold({ sql }: Transaction, holdId: string, by: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update legal_hold set released_at = $2, released_by = $3 where hold_id = $1 and released_at is null returning 1 as done`,
    [holdId, at, by],
  )
  return rows.length > 0
}

/** That stand on a person, by whichever of the records that are linked with this one. */
export async function holdsOnPerson({ sql }: Pick<Reader, 'sql'>, subjectId: string): Promise<LegalHold[]> {
  return (await sql<Row>(`${SELECT} and subject_id in (select records_of_person($1))`, [subjectId])).map(toHold)
}

/** Whether one stands on a person or is about to: asked under the person's lock, so that none comes between it and what is done then. */
export const isHeld = async (tx: Transaction, subjectId: string): Promise<boolean> =>
  (await holdsOnPerson(tx, subjectId)).length > 0 || (await isHoldAnnounced(tx, subjectId))

export async function standingHolds({ sql }: Reader, limit: number): Promise<LegalHold[]> {
  return (await sql<Row>(`${SELECT} order by review_on, hold_id limit $1`, [limit])).map(toHold)
}
