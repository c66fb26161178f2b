import type { Reader, Transaction } from '@amparo/store'
import type { Departure, Post } from '../domain/departures.ts'

/** Everybody who may sign in, held until the transaction ends: of two imports at once the second sees what the first has done. */
export async function holdPosts({ sql }: Transaction): Promise<Post[]> {
  const rows = await sql<{ id: string; agency_id: string; roles: string[] }>(
    'select id, agency_id, roles from account where username is not null order by id for update',
  )
  return rows.map(({ id, agency_id: agencyId, roles }) => ({ id, agencyId, roles }))
}

export async function addDepartures({ sql }: Transaction, departures: readonly Departure[], at: Date): Promise<void> {
  for (const { userId, agencyId, kind } of departures)
    await sql('insert into departure (user_id, agency_id, kind, at) values ($1, $2, $3, $4)', [
      ...[userId, agencyId, kind, at],
    ])
}

interface NumberedDeparture extends Departure {
  readonly number: number
  readonly at: Date
}

export async function findDepartures({ sql }: Reader, after: number, limit: number): Promise<NumberedDeparture[]> {
  const rows = await sql<{ number: number; user_id: string; agency_id: string; kind: Departure['kind']; at: Date }>(
    'select number, user_id, agency_id, kind, at from departure where number > $1 order by number limit $2',
    [after, limit],
  )
  return rows.map(({ user_id: userId, agency_id: agencyId, ...rest }) => ({ ...rest, userId, agencyId }))
}
