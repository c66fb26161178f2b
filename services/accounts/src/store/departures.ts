import type { Reader, Transaction } from '@amparo/store'
import type { Departure, Post } from '../domain/departures.ts'

interface HeldPost extends Post {
  readonly passwordHash: string
  /** Encrypted. */
  readonly totpSecret: Uint8Array
}
interface HeldColumns {
  id: string
  agency_id: string
  roles: string[]
  username: string
  password_hash: string
  totp_secret: Buffer
}

/** Everybody who may sign in, held until the transaction ends: of two imports at once the second sees what the first has done. */
export async function holdPosts({ sql }: Transaction): Promise<HeldPost[]> {
  const rows = await sql<HeldColumns>(
    `select id, agency_id, roles, username, password_hash, totp_secret from account
      where username is not null order by id for update`,
  )
  return rows.map(({ agency_id: agencyId, password_hash: passwordHash, totp_secret: totpSecret, ...post }) => ({
    ...post,
    ...{ agencyId, passwordHash, totpSecret },
  }))
}

export async function addDepartures({ sql }: Transaction, departures: readonly Departure[], at: Date): Promise<void> {
  for (const { userId, agencyId, kind, username } of departures)
    await sql('insert into departure (user_id, agency_id, kind, at, username) values ($1, $2, $3, $4, $5)', [
      ...[userId, agencyId, kind, at, username],
    ])
}

interface NumberedDeparture extends Omit<Departure, 'username'> {
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

export interface Departed {
  readonly userId: string
  readonly username: string | undefined
  readonly kind: Departure['kind']
  readonly at: Date
}

/** Who does not work for that agency any more, the last that left first. */
export async function findDeparted({ sql }: Reader, agencyId: string, limit: number): Promise<Departed[]> {
  const rows = await sql<{ user_id: string; username: string | null; kind: Departure['kind']; at: Date }>(
    `select user_id, d.username, kind, at from departure d
      where d.agency_id = $1 and not exists
        (select from account a where a.id = d.user_id and a.agency_id = $1 and a.username is not null)
      order by number desc limit $2`,
    [agencyId, limit],
  )
  return rows.map(({ user_id: userId, username, ...rest }) => ({ ...rest, userId, username: username ?? undefined }))
}
