import { wrappedKeyHeader } from '@amparo/crypto'
import type { KeysConnection } from './keys-connection.ts'

export interface WrappedKey {
  readonly keyId: string
  readonly wrapped: Uint8Array
}

export interface StoredKey {
  readonly subjectId: string
  readonly wrapped: Uint8Array
}

export interface Rewrapped {
  readonly subjectId: string
  readonly before: Uint8Array
  readonly after: Uint8Array
}

export interface WrappedKeys {
  /** False, and nothing is stored, if that key-encryption key is not the current one any more. */
  save(subjectId: string, key: WrappedKey): Promise<boolean>
  find(subjectId: string): Promise<Uint8Array | undefined>
  /** What it encrypts is gone with it, and rows that a backup brings back are known by the id. */
  erase(subjectId: string): Promise<void>
  /** Which of these there are, the newest first. */
  findAll(ids: readonly string[]): Promise<{ readonly id: string; readonly wrapped: Uint8Array }[]>
  /** Of what is no person's. */
  drop(id: string): Promise<void>
  /** Whether somebody was erased since that key was stored, or while it was, and that is at least so long ago. */
  erasedSince(id: string, leastAgeMs: number): Promise<boolean>
  /** Of people who were erased, those after an id, in the order of ids. */
  erasedAfter(subjectId: string | undefined, limit: number): Promise<string[]>
  /** Of these, those of whom no key stands here though nobody erased them. */
  lostOf(ids: readonly string[]): Promise<string[]>
  /** Whether any key is wrapped here. */
  holds(): Promise<boolean>
  /** So many that this key has not wrapped in the form of now, in an order, after that one. */
  toWrapAnew(keyId: string, after: StoredKey | undefined, limit: number): Promise<StoredKey[]>
  /**
   * Puts the new ones in the place of those that were read, if they still stand: one that was destroyed meanwhile stays so. Answers
   * how many; none if the key is not the current one any more.
   */
  replace(keyId: string, keys: readonly Rewrapped[]): Promise<number>
}

/** Held until the transaction ends: retiring the key waits for it, so that no key is stored under one that may be destroyed. */
const HELD = `held as materialized (
  select key_id from key_encryption_key where key_id = $1 and state = 'current' for share)`

/** As the index of the table has it: format and key-encryption key. */
const HEADER = 'substring(wrapped for 17)'
const NO_ID = '00000000-0000-0000-0000-000000000000'

export const wrappedKeys = ({ sql, transaction }: KeysConnection): WrappedKeys => ({
  save: async (subjectId, { keyId, wrapped }) => {
    const rows = await sql(
      `with ${HELD} insert into wrapped_key (subject_id, key_id, wrapped)
       select $2, key_id, $3 from held returning 1 as saved`,
      [keyId, subjectId, Buffer.from(wrapped)],
    )
    return rows.length > 0
  },
  find: async subjectId =>
    (await sql<{ wrapped: Buffer }>('select wrapped from wrapped_key where subject_id = $1', [subjectId]))[0]?.wrapped,
  erase: subjectId =>
    transaction(async own => {
      await own('delete from wrapped_key where subject_id = $1', [subjectId])
      await own('insert into erased_subject (subject_id) values ($1) on conflict do nothing', [subjectId])
    }),
  findAll: async ids => {
    const rows = await sql<{ subject_id: string; wrapped: Buffer }>(
      'select subject_id, wrapped from wrapped_key where subject_id = any ($1::uuid[]) order by created_at desc, subject_id',
      [[...ids]],
    )
    return rows.map(row => ({ id: row.subject_id, wrapped: row.wrapped }))
  },
  drop: async id => void (await sql('delete from wrapped_key where subject_id = $1', [id])),
  erasedSince: async (id, leastAgeMs) => {
    const rows = await sql(
      `select 1 as found from wrapped_key w where w.subject_id = $1
         and w.created_at <= now() - $2 * interval '1 millisecond'
         and exists (select from erased_subject e where e.erased_at >= w.created_at - interval '1 minute')`,
      [id, leastAgeMs],
    )
    return rows.length > 0
  },
  erasedAfter: async (subjectId, limit) => {
    const rows = await sql<{ subject_id: string }>(
      `select subject_id from erased_subject where $1::uuid is null or subject_id > $1 order by subject_id limit $2`,
      [subjectId ?? null, limit],
    )
    return rows.map(row => row.subject_id)
  },
  lostOf: async ids => {
    const rows = await sql<{ id: string }>(
      `select id from unnest($1::uuid[]) as named (id)
        where not exists (select from wrapped_key where subject_id = id)
          and not exists (select from erased_subject where subject_id = id)`,
      [[...ids]],
    )
    return rows.map(row => row.id)
  },
  holds: async () => (await sql('select 1 as found from wrapped_key limit 1')).length > 0,
  toWrapAnew: async (keyId, after, limit) => {
    // Two ranges of an index, not all rows but those between: it is asked every few seconds, and mostly there are none.
    const beside = (than: '<' | '>') => `(
      select subject_id, wrapped from wrapped_key
       where ${HEADER} ${than} $1::bytea and (${HEADER}, subject_id) > (substring($2::bytea for 17), $3::uuid)
       order by ${HEADER}, subject_id limit $4)`
    const rows = await sql<{ subject_id: string; wrapped: Buffer }>(
      `select * from (${beside('<')} union all ${beside('>')}) as beside order by ${HEADER}, subject_id limit $4`,
      [Buffer.from(wrappedKeyHeader(keyId)), Buffer.from(after?.wrapped ?? []), after?.subjectId ?? NO_ID, limit],
    )
    return rows.map(row => ({ subjectId: row.subject_id, wrapped: row.wrapped }))
  },
  replace: async (keyId, keys) => {
    const rows = await sql(
      `with ${HELD} update wrapped_key w set key_id = held.key_id, wrapped = n.after
         from held, unnest($2::uuid[], $3::bytea[], $4::bytea[]) as n (subject_id, before, after)
        where w.subject_id = n.subject_id and w.wrapped = n.before returning 1 as replaced`,
      [
        keyId,
        keys.map(key => key.subjectId),
        keys.map(key => Buffer.from(key.before)),
        keys.map(key => Buffer.from(key.after)),
      ],
    )
    return rows.length
  },
})
