import type { KeysConnection, KeysSql } from './keys-connection.ts'

export type KeyState = 'current' | 'retired' | 'destroyed'

export interface KeyEncryptionKey {
  readonly keyId: string
  readonly state: KeyState
  readonly createdAt: Date
  readonly keepUntil: Date | null
  /** Data keys that it wraps. */
  readonly wraps: number
}

export interface KeyEvent {
  readonly eventId: string
  readonly keyId: string
  readonly what: 'drawn' | 'rotated' | 'destroyed'
}

/** What is known of key-encryption keys; they themselves stand in the key store. */
export interface KeyEncryptionKeys {
  currentKeyId(): Promise<string | undefined>
  /** Makes it the current one if there is none. Answers which one is. */
  adopt(keyId: string): Promise<string>
  /** Makes it the current one in that one's place; false if that one is not the current one any more. */
  rotate(from: string, to: string, keepUntil: Date): Promise<boolean>
  listKeys(): Promise<KeyEncryptionKey[]>
  /** Those that wrap no more, without counting what they still wrap: of many people that takes long. */
  olderKeys(): Promise<Pick<KeyEncryptionKey, 'keyId' | 'state'>[]>
  /** From now on it is not there. False while it wraps anything, is to be kept, or is current. */
  strike(keyId: string, at: Date): Promise<boolean>
  unloggedEvents(limit: number): Promise<KeyEvent[]>
  markLogged(eventId: string): Promise<void>
}

const CURRENT = `select key_id from key_encryption_key where state = 'current'`
type IdRow = { readonly key_id: string }

export const keyEncryptionKeys = ({ sql, transaction }: KeysConnection): KeyEncryptionKeys => ({
  currentKeyId: async () => (await sql<IdRow>(CURRENT))[0]?.key_id,
  adopt: keyId =>
    transaction(async own => {
      const insert = `insert into key_encryption_key (key_id, state) values ($1, 'current')
        on conflict do nothing returning key_id`
      if ((await own(insert, [keyId])).length > 0) await note(own, keyId, 'drawn')
      return (await own<IdRow>(CURRENT))[0]?.key_id ?? keyId
    }),
  rotate: (from, to, keepUntil) =>
    transaction(async own => {
      const retired = await own(
        `update key_encryption_key set state = 'retired', retired_at = now(), keep_until = $2
          where key_id = $1 and state = 'current' returning 1 as done`,
        [from, keepUntil],
      )
      if (retired.length === 0) return false
      await own(`insert into key_encryption_key (key_id, state) values ($1, 'current')`, [to])
      await note(own, to, 'rotated')
      return true
    }),
  listKeys: async () => {
    const rows = await sql<IdRow & { state: KeyState; created_at: Date; keep_until: Date | null; wraps: string }>(
      `select key_id, state, created_at, keep_until,
              (select count(*) from wrapped_key w where w.key_id = k.key_id) as wraps
         from key_encryption_key k order by created_at, key_id`,
    )
    return rows.map(row => ({
      ...{ keyId: row.key_id, state: row.state, createdAt: row.created_at, keepUntil: row.keep_until },
      wraps: Number(row.wraps),
    }))
  },
  olderKeys: async () => {
    const where = `where state <> 'current' order by created_at, key_id`
    const rows = await sql<IdRow & { state: KeyState }>(`select key_id, state from key_encryption_key ${where}`)
    return rows.map(row => ({ keyId: row.key_id, state: row.state }))
  },
  // Nothing can be stored under it since it was retired, so what is not there now does not come.
  strike: (keyId, at) =>
    transaction(async own => {
      const rows = await own(
        `update key_encryption_key set state = 'destroyed', destroyed_at = $2
          where key_id = $1 and state = 'retired' and keep_until <= $2
            and not exists (select from wrapped_key where key_id = $1) returning 1 as done`,
        [keyId, at],
      )
      if (rows.length > 0) await note(own, keyId, 'destroyed')
      return rows.length > 0
    }),
  unloggedEvents: async limit => {
    const rows = await sql<IdRow & { event_id: string; what: KeyEvent['what'] }>(
      'select event_id, key_id, what from key_event where logged_at is null order by seq limit $1',
      [limit],
    )
    return rows.map(row => ({ eventId: row.event_id, keyId: row.key_id, what: row.what }))
  },
  markLogged: async eventId =>
    void (await sql('update key_event set logged_at = now() where event_id = $1 and logged_at is null', [eventId])),
})

const note = (sql: KeysSql, keyId: string, what: KeyEvent['what']) =>
  sql('insert into key_event (key_id, what) values ($1, $2)', [keyId, what])
