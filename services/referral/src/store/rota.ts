import { holdName, type Reader, type Row, type Transaction } from '@amparo/store'
import { LONGEST_SHIFT_MS, type Shift } from '../domain/shift.ts'
import type { OnDuty } from '../domain/whom-to-call.ts'

interface ShiftRow extends Row {
  id: string
  user_id: string
  starts_at: Date
  ends_at: Date
  supervises: boolean
}

const shiftOf = (row: ShiftRow): Shift => ({
  id: row.id,
  userId: row.user_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  supervises: row.supervises,
})

/** Nobody else changes this agency's rota until the transaction ends. */
export const lockRota = (tx: Transaction, agencyId: string): Promise<void> => holdName(tx, `rota ${agencyId}`)

/** Rises with each shift that is planned or removed. */
export async function rotaVersion({ sql }: Pick<Reader, 'sql'>, agencyId: string): Promise<number> {
  const [row] = await sql<{ version: number }>('select version from rota_version where agency_id = $1', [agencyId])
  return row?.version ?? 0
}

/** It has been changed, by whoever has locked it. */
export async function raiseRotaVersion({ sql }: Transaction, agencyId: string): Promise<void> {
  await sql(
    `insert into rota_version (agency_id, version) values ($1, 1)
     on conflict (agency_id) do update set version = rota_version.version + 1`,
    [agencyId],
  )
}

export async function addShift(
  { sql }: Transaction,
  {
    id,
    userId,
    startsAt,
    endsAt,
    supervises,
    agencyId,
    byUser,
    at,
  }: Shift & { agencyId: string; byUser: string; at: Date },
): Promise<void> {
  await sql(
    `insert into rota (id, agency_id, user_id, starts_at, ends_at, supervises, by_user, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, agencyId, userId, startsAt, endsAt, supervises, byUser, at],
  )
}

export async function overlaps(
  { sql }: Transaction,
  agencyId: string,
  shift: Omit<Shift, 'id' | 'supervises'>,
): Promise<boolean> {
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

export interface ShiftPosition {
  readonly startsAt: Date
  readonly id: string
}

interface ShiftFilter {
  readonly agencyId: string
  readonly now: Date
  readonly after: ShiftPosition | undefined
  readonly limit: number
}

/** Those that have not ended, the first that began or will begin first. */
export async function shiftsFrom(
  { sql }: Pick<Reader, 'sql'>,
  { agencyId, now, after, limit }: ShiftFilter,
): Promise<Shift[]> {
  const rows = await sql<ShiftRow>(
    `select id, user_id, starts_at, ends_at, supervises from rota
     where agency_id = $1 and removed_at is null and ends_at > $2 and starts_at > $3
       ${after ? 'and (starts_at, id) > ($5, $6::uuid)' : ''}
     order by starts_at, id limit $4`,
    [agencyId, now, earliest(now), limit, ...(after ? [after.startsAt, after.id] : [])],
  )
  return rows.map(shiftOf)
}

/** Users of the agency whose shift runs. */
export async function onDutyAt({ sql }: Pick<Reader, 'sql'>, agencyId: string, now: Date): Promise<OnDuty[]> {
  const rows = await sql<{ user_id: string; supervises: boolean }>(
    `select user_id, supervises from rota
     where agency_id = $1 and removed_at is null and ends_at > $2 and starts_at > $3 and starts_at <= $2
     order by starts_at, id`,
    [agencyId, now, earliest(now)],
  )
  return rows.map(({ user_id: userId, supervises }) => ({ userId, supervises }))
}

/** Users of every agency whose shift runs. */
export async function onDutyInHub(
  { sql }: Pick<Reader, 'sql'>,
  now: Date,
): Promise<{ readonly userId: string; readonly agencyId: string }[]> {
  const rows = await sql<{ user_id: string; agency_id: string }>(
    `select distinct user_id, agency_id from rota
     where removed_at is null and ends_at > $1 and starts_at > $2 and starts_at <= $1`,
    [now, earliest(now)],
  )
  return rows.map(({ user_id: userId, agency_id: agencyId }) => ({ userId, agencyId }))
}

/** No shift that began before runs on: the index is read from here. */
const earliest = (now: Date): Date => new Date(now.getTime() - LONGEST_SHIFT_MS - 1)
