import { ROLES, type Role } from '@amparo/contracts'
import type { Reader, Transaction } from '@amparo/store'
import type { Account } from '../domain/account.ts'

export interface StoredAccount extends Account {
  readonly roles: readonly Role[]
}
/** What a sign-in is checked against. */
export interface Credentials extends StoredAccount {
  readonly passwordHash: string
  /** Encrypted; see commands/totp-code.ts. */
  readonly totpSecret: Uint8Array
}
export interface AccountRow extends Credentials {
  readonly username: string
  readonly givenNames?: string | undefined
  readonly familyNames?: string | undefined
}

interface Columns {
  id: string
  agency_id: string
  agency_type: string
  roles: string[]
  password_hash: string
  totp_secret: Buffer
}
const COLUMNS = 'id, agency_id, agency_type, roles, password_hash, totp_secret'

/** Undefined for somebody whom the users file does not name any more. */
export async function findAccount({ sql }: Reader, id: string): Promise<StoredAccount | undefined> {
  const rows = await sql<Columns>(`select ${COLUMNS} from account where id = $1 and username is not null`, [id])
  return rows[0] && accountOf(rows[0])
}

export interface Colleague {
  readonly id: string
  readonly username: string
  readonly roles: readonly Role[]
}

/** Who may still sign in for that agency. */
export async function findColleagues({ sql }: Reader, agencyId: string): Promise<readonly Colleague[]> {
  const rows = await sql<{ id: string; username: string; roles: string[] }>(
    'select id, username, roles from account where agency_id = $1 and username is not null order by username limit 1000',
    [agencyId],
  )
  return rows.map(({ id, username, roles }) => ({ id, username, roles: ROLES.filter(role => roles.includes(role)) }))
}

/** Of everybody who may still sign in, by id. */
export async function findPosts(
  { sql }: Reader,
  after: string,
  limit: number,
): Promise<{ userId: string; agencyId: string; roles: string[] }[]> {
  const rows = await sql<{ id: string; agency_id: string; roles: string[] }>(
    `select id, agency_id, roles from account
      where username is not null and ($1 = '' or id > nullif($1, '')::uuid) order by id limit $2`,
    [after, limit],
  )
  return rows.map(({ id: userId, agency_id: agencyId, roles }) => ({ userId, agencyId, roles }))
}

export interface StaffName {
  readonly userId: string
  readonly givenNames: string
  readonly familyNames: string
}

/** Of those who may still sign in for that agency, as far as they were given. */
export async function findStaffNames({ sql }: Reader, agencyId: string): Promise<readonly StaffName[]> {
  const rows = await sql<{ id: string; given_names: string; family_names: string }>(
    `select id, given_names, family_names from account
      where agency_id = $1 and username is not null and given_names is not null and family_names is not null
      order by id limit 1000`,
    [agencyId],
  )
  return rows.map(row => ({ userId: row.id, givenNames: row.given_names, familyNames: row.family_names }))
}

export async function findCredentials({ sql }: Reader, username: string): Promise<Credentials | undefined> {
  const rows = await sql<Columns>(`select ${COLUMNS} from account where username = $1`, [username])
  return rows[0] && credentialsOf(rows[0])
}

/** As they are now, held until the transaction ends: an import waits. Undefined for somebody whom the users file does not name any more. */
export async function holdCredentials({ sql }: Transaction, id: string): Promise<Credentials | undefined> {
  const rows = await sql<Columns>(`select ${COLUMNS} from account where id = $1 and username is not null for update`, [
    id,
  ])
  return rows[0] && credentialsOf(rows[0])
}

/** Anybody's, for a check whose outcome is thrown away. Undefined: nobody may sign in here. */
export async function anyCredentials({ sql }: Reader): Promise<Credentials | undefined> {
  const rows = await sql<Columns>(`select ${COLUMNS} from account where username is not null order by id limit 1`)
  return rows[0] && credentialsOf(rows[0])
}

/** Leaves the last used step as it is. */
export async function saveAccount({ sql }: Transaction, row: AccountRow): Promise<void> {
  await sql(
    `insert into account (id, username, agency_id, agency_type, roles, password_hash, totp_secret, given_names, family_names)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set username = excluded.username, agency_id = excluded.agency_id,
       agency_type = excluded.agency_type, roles = excluded.roles, password_hash = excluded.password_hash,
       totp_secret = excluded.totp_secret, given_names = excluded.given_names, family_names = excluded.family_names`,
    [
      ...[row.id, row.username, row.agencyId, row.agencyType, [...row.roles], row.passwordHash, row.totpSecret],
      ...[row.givenNames ?? null, row.familyNames ?? null],
    ],
  )
}

/** Everybody else can no longer sign in, and of what they did it with and are called nothing is kept. Answers how many that were. */
export async function retireAllBut({ sql }: Transaction, ids: readonly string[]): Promise<number> {
  const rows = await sql(
    `update account set username = null, password_hash = '', totp_secret = '', given_names = null, family_names = null
      where username is not null and not (id = any($1::uuid[])) returning 1 as retired`,
    [[...ids]],
  )
  return rows.length
}

/**
 * Answers when that sign-in is: after all that have ended, whichever clock is behind. Undefined: this step, or a later one, was used before (RFC
 * 6238, 5.2). Of two at once one gets an answer.
 */
export async function useStep({ sql }: Transaction, id: string, step: number, at: number): Promise<number | undefined> {
  const [row] = await sql<{ at: string }>(
    `update account set last_totp_step = $2, signed_in_at = greatest($3, signed_in_at, signed_out_at + 1)
      where id = $1 and last_totp_step < $2 returning signed_in_at as at`,
    [id, step, at],
  )
  return row && Number(row.at)
}

/** Of these people, none counts any more: whoever goes on has proved anew who they are. */
export async function endSignIns({ sql }: Transaction, ids: readonly string[], at: number): Promise<void> {
  await sql(
    'update account set signed_out_at = greatest($2, signed_in_at, signed_out_at) where id = any ($1::uuid[])',
    [[...ids], at],
  )
}

const accountOf = (row: Columns): StoredAccount => ({
  id: row.id,
  agencyId: row.agency_id,
  agencyType: row.agency_type,
  // A role that this version does not know gives nothing.
  roles: ROLES.filter(role => row.roles.includes(role)),
})

const credentialsOf = (row: Columns): Credentials => ({
  ...accountOf(row),
  passwordHash: row.password_hash,
  totpSecret: row.totp_secret,
})
