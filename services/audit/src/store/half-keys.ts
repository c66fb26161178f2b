import type { Reader, Transaction } from '@amparo/store'

export interface WrappedHalfKey {
  readonly id: number
  readonly name: string
  readonly wrapped: Uint8Array
}

interface Columns {
  readonly id: string
  readonly name: string
  readonly wrapped: Buffer
}

const toKey = ({ id, name, wrapped }: Columns): WrappedHalfKey => ({ id: Number(id), name, wrapped })

export async function keysNamed({ sql }: Reader, names: readonly string[]): Promise<WrappedHalfKey[]> {
  const rows = await sql<Columns>('select id, name, wrapped from half_key where name = any ($1)', [names])
  return rows.map(toKey)
}

export async function keysById({ sql }: Reader, ids: readonly number[]): Promise<WrappedHalfKey[]> {
  const rows = await sql<Columns>('select id, name, wrapped from half_key where id = any ($1::bigint[])', [ids])
  return rows.map(toKey)
}

/** The last one that was stored: what wraps it wraps the next. */
export async function newestKey({ sql }: Reader): Promise<WrappedHalfKey | undefined> {
  const [row] = await sql<Columns>('select id, name, wrapped from half_key order by id desc limit 1')
  return row && toKey(row)
}

/** Of these, the names whose key was destroyed. */
export async function destroyedAmong({ sql }: Reader, names: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ name: string }>(
    `select name from unnest($1::text[]) as asked (name)
      where exists (select from half_key_destroyed where name_hash = sha256(convert_to(name, 'UTF8')))`,
    [names],
  )
  return new Set(rows.map(row => row.name))
}

export async function insertKeys(
  { sql }: Transaction,
  keys: readonly { readonly name: string; readonly wrapped: Uint8Array }[],
): Promise<void> {
  await sql(
    'insert into half_key (name, wrapped) select * from unnest($1::text[], $2::bytea[]) on conflict (name) do nothing',
    [keys.map(key => key.name), keys.map(key => Buffer.from(key.wrapped))],
  )
}

/** For good. That there was one stays, as a hash of a name that only whoever knows it can compare. */
export async function destroyKeys({ sql }: Transaction, names: readonly string[]): Promise<void> {
  await sql(
    `insert into half_key_destroyed (name_hash)
     select distinct sha256(convert_to(name, 'UTF8')) from unnest($1::text[]) as gone (name) on conflict do nothing`,
    [names],
  )
  await sql('delete from half_key where name = any ($1)', [names])
}

/** Names of the keys of months before that one. */
export async function keysBefore({ sql }: Reader, name: string): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    `select name from half_key where name like 'month/%' and name < $1 collate "C" order by name collate "C"`,
    [name],
  )
  return rows.map(row => row.name)
}
