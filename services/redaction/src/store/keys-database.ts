import { storeErrors } from '@amparo/store'
import pg from 'pg'

/** The database of wrapped data keys: another database, another role, another backup than the vault's. */
export interface KeysDatabase {
  save(subjectId: string, key: { readonly keyId: string; readonly wrapped: Uint8Array }): Promise<void>
  find(subjectId: string): Promise<Uint8Array | undefined>
  /** What it encrypts is gone with it. */
  destroy(subjectId: string): Promise<void>
  /** Whether any key is wrapped here; or any by that key-encryption key. */
  holds(keyId?: string): Promise<boolean>
  ready(): Promise<void>
  close(): Promise<void>
}

const TIMEOUT_MS = 5_000

/** Connects and asks once. All its failures are `database_unavailable`: without a key nothing opens. */
export async function openKeysDatabase(url: string): Promise<KeysDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'redaction keys',
    options: `-c search_path=keys -c statement_timeout=${TIMEOUT_MS} -c timezone=UTC`,
    max: 3,
    connectionTimeoutMillis: TIMEOUT_MS,
  })
  // A dropped connection rejects the query that used it; without this listener it would also end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const sql = async <R extends object>(text: string, params: readonly unknown[] = []): Promise<R[]> => {
    try {
      return (await pool.query<R>(text, [...params])).rows
    } catch {
      // The driver's message can hold a row; it is left behind.
      throw storeErrors.database_unavailable()
    }
  }
  const keys: KeysDatabase = {
    save: async (subjectId, { keyId, wrapped }) =>
      void (await sql('insert into wrapped_key (subject_id, key_id, wrapped) values ($1, $2, $3)', [
        subjectId,
        keyId,
        Buffer.from(wrapped),
      ])),
    find: async subjectId =>
      (await sql<{ wrapped: Buffer }>('select wrapped from wrapped_key where subject_id = $1', [subjectId]))[0]
        ?.wrapped,
    destroy: async subjectId => void (await sql('delete from wrapped_key where subject_id = $1', [subjectId])),
    holds: async keyId => {
      const any = 'select 1 as found from wrapped_key where $1::text is null or key_id = $1 limit 1'
      return (await sql(any, [keyId ?? null])).length > 0
    },
    ready: async () => void (await sql('select 1 as ready')),
    close: () => pool.end(),
  }
  try {
    await keys.ready()
  } catch (error) {
    await pool.end()
    throw error
  }
  return keys
}
