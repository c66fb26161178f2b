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

/** Of each name its key; or that it was destroyed, or never drawn. */
export interface FoundKey {
  readonly name: string
  readonly kept: WrappedHalfKey | undefined
  readonly destroyed: boolean
}

export async function keysNamed({ sql }: Reader, names: readonly string[]): Promise<FoundKey[]> {
  const rows = await sql<{ name: string; id: string | null; wrapped: Buffer | null; destroyed: boolean }>(
    `select asked.name, id, wrapped,
            exists (select from half_key_destroyed where name_hash = sha256(convert_to(asked.name, 'UTF8'))) as destroyed
       from unnest($1::text[]) as asked (name) left join half_key on half_key.name = asked.name`,
    [names],
    'half_keys_named',
  )
  return rows.map(({ name, id, wrapped, destroyed }) => ({
    ...{ name, destroyed },
    kept: id === null || wrapped === null ? undefined : { id: Number(id), name, wrapped },
  }))
}

export async function keysById({ sql }: Reader, ids: readonly number[]): Promise<WrappedHalfKey[]> {
  const rows = await sql<Columns>(
    'select id, name, wrapped from half_key where id = any ($1::bigint[])',
    [ids],
    'half_keys_by_id',
  )
  return rows.map(toKey)
}

/** The last one that was stored: what wraps it wraps the next. */
export async function newestKey({ sql }: Reader): Promise<WrappedHalfKey | undefined> {
  const [row] = await sql<Columns>('select id, name, wrapped from half_key order by id desc limit 1')
  return row && toKey(row)
}

/**
 * With what is written under them. Answers those that stand there now: not one whose name was destroyed in the meantime, and in the place
 * of one that somebody else had stored, that.
 */
export async function insertKeys(
  { sql }: Transaction,
  keys: readonly { readonly name: string; readonly wrapped: Uint8Array }[],
): Promise<WrappedHalfKey[]> {
  const [, rows] = await Promise.all([
    holdKeys({ sql }),
    sql<Columns>(
      `with added as (
         insert into half_key (name, wrapped)
         select name, wrapped from unnest($1::text[], $2::bytea[]) as drawn (name, wrapped)
          where not exists (select from half_key_destroyed where name_hash = sha256(convert_to(name, 'UTF8')))
             on conflict (name) do nothing returning id, name, wrapped)
       select id, name, wrapped from added
        union all select id, name, wrapped from half_key where name = any ($1)`,
      [keys.map(key => key.name), keys.map(key => Buffer.from(key.wrapped))],
      'half_keys_insert',
    ),
  ])
  return rows.map(toKey)
}

/** Until the transaction ends: a key is not stored while one of its name is being destroyed. Before the position of the projection, if both are held. */
export const holdKeys = ({ sql }: Pick<Transaction, 'sql'>) =>
  sql("select pg_advisory_xact_lock(hashtext('audit.half_key'))")

/**
 * For good. That there was one stays, as a hash of a name that only whoever knows it can compare. The database refuses a month that is not past,
 * and what is kept longer still.
 */
export async function destroyKeys({ sql }: Transaction, names: readonly string[]): Promise<void> {
  await holdKeys({ sql })
  await sql('select destroy_half_keys($1)', [names])
}

/** Of the names of all that were destroyed, in hex. */
export async function destroyedHashes({ sql }: Reader): Promise<string[]> {
  const rows = await sql<{ hash: string }>("select encode(name_hash, 'hex') as hash from half_key_destroyed")
  return rows.map(row => row.hash)
}

/** Names of keys of people that are there, of those whose hashes, in hex, are these. */
export async function personKeysHashed({ sql }: Reader, hashes: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    `select name from half_key where name like 'person/%' and encode(sha256(convert_to(name, 'UTF8')), 'hex') = any ($1)`,
    [hashes],
  )
  return rows.map(row => row.name)
}

/**
 * Leaves that are kept of people whom nothing that is searched names, in order: rows of them are other than the log says, or missing. None while
 * there is an entry that cannot be read: it may be that.
 */
export async function unnamedLeaves({ sql }: Reader, limit: number): Promise<number[]> {
  const rows = await sql<{ index: string }>(
    `with unnamed as (
       select id from half_key
        where name like 'person/%' and not exists (select from projected where subject_ref = substr(half_key.name, 8))
          and not exists (select from projected where action = 'entry_unreadable'))
     select index from leaf join unnamed on subject_key = unnamed.id
      where subject_key <> actor_key and index >= (select coalesce(max(index), 0) from log_minimum)
      union
     select index from kept_half join unnamed on subject_key = unnamed.id where subject_key <> actor_key
      order by index limit $1`,
    [limit],
  )
  return rows.map(({ index }) => Number(index))
}

/**
 * Of people of whom nothing is kept any more; no name is marked as destroyed, since they may come again. None while there is an entry that
 * cannot be read: it may speak of anybody. Whoever calls this writes nothing meanwhile, and has brought the projection up to the log.
 */
export async function dropUnnamed({ sql }: Transaction, limit: number): Promise<string[]> {
  return (await sql<{ name: string }>('select drop_unnamed_keys($1) as name', [limit])).map(({ name }) => name)
}

/** SHA-256, hex, of names of people's keys that were destroyed, though it was never heard that those people were erased. */
export async function unheardHashes({ sql }: Reader, limit: number): Promise<string[]> {
  const rows = await sql<{ hash: string }>(
    `select encode(name_hash, 'hex') as hash from half_key_destroyed
      where kind = 'person' and name_hash not in (select unnest(name_hashes) from erasure_heard)
      order by destroyed_at, name_hash limit $1`,
    [limit],
  )
  return rows.map(({ hash }) => hash)
}

/** Names of the keys of months before that one. */
export async function keysBefore({ sql }: Reader, name: string): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    `select name from half_key where name like 'month/%' and name < $1 collate "C" order by name collate "C"`,
    [name],
  )
  return rows.map(row => row.name)
}
