import type { Reader, Row, Transaction } from '@amparo/store'
import type { Shift } from '../domain/shift.ts'

interface ShiftRow extends Row {
  id: string
  user_id: string
  starts_at: Date
  ends_at: Date
}

const shiftOf = (row: ShiftRow): Shift => ({
  id: row.id,
  userId: row.user_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
})

/** Nobody else changes this agency's rota until the transaction ends. */
export async function lockRota({ sql }: Transaction, agencyId: string): Promise<void> {
  await sql(`select pg_advisory_xact_lock(hashtextextended('rota ' || $1, 0))`, [agencyId])
}

export async function addShift(
  { sql }: Transaction,
  { id, userId, startsAt, endsAt, agencyId, byUser, at }: Shift & { agencyId: string; byUser: string; at: Date },
): Promise<void> {
  await sql(
    'insert into rota (id, agency_id, user_id, starts_at, ends_at, by_user, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, agencyId, userId, startsAt, endsAt, byUser, at],
  )
}

export async function overlaps({ sql }: Transaction, agencyId: string, shift: Omit<Shift, 'id'>): Promise<boolean> {
  const found = await sql(
    `select 1 as found from rota where agency_id = $1 and user_id = $2 and removed_at is null
       and ends_at > $3 and starts_at < $4 limit 1`,
    [agencyId, shift.userId, shift.startsAt, shift.endsAt],
  )
  return found.length > 0
}

/** False: there is no such shift, or no longer. */
export async function removeShift(
  { sql }: Transaction,
  { id, agencyId, byUser, at }: { id: string; agencyId: string; byUser: string; at: Date },
): Promise<boolean> {
  const removed = await sql(
    `update rota set removed_at = $3, removed_by = $4 where id = $1 and agency_id = $2 and removed_at is null
     returning 1 as removed`,
    [id, agencyId, at, byUser],
  )
  return removed.length > 0
}

/** Those that have not ended, the next first; so many at most. */
export async function shiftsFrom({ sql }: Reader, agencyId: string, now: Date, limit: number): Promise<Shift[]> {
  const rows = await sql<ShiftRow>(
    `select id, user_id, starts_at, ends_at from rota
     where agency_id = $1 and removed_at is null and ends_at > $2 order by starts_at, ends_at, id limit $3`,
    [agencyId, now, limit],
  )
  return rows.map(shiftOf)
}
