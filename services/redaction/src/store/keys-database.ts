import { storeErrors } from '@amparo/store'
import pg from 'pg'
import { type KeyEncryptionKeys, keyEncryptionKeys } from './key-encryption-keys.ts'
import { type WrappedKeys, wrappedKeys } from './wrapped-keys.ts'

/** The database of wrapped data keys: another database, another role, another backup than the vault's. */
export interface KeysDatabase extends WrappedKeys, KeyEncryptionKeys {
  ready(): Promise<void>
  close(): Promise<void>
}

export type KeysSql = <R extends object>(text: string, params?: readonly unknown[]) => Promise<R[]>

/** What its parts speak through. */
export interface KeysConnection {
  readonly sql: KeysSql
  /** All or nothing. */
  transaction<T>(work: (sql: KeysSql) => Promise<T>): Promise<T>
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
  const connection = connectionOn(pool)
  const keys: KeysDatabase = {
    ...wrappedKeys(connection),
    ...keyEncryptionKeys(connection),
    ready: async () => void (await connection.sql('select 1 as ready')),
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

function connectionOn(pool: pg.Pool): KeysConnection {
  const on =
    (client: Pick<pg.Pool | pg.PoolClient, 'query'>): KeysSql =>
    async (text, params = []) =>
      (await covered(client.query(text, [...params]))).rows
  return {
    sql: on(pool),
    transaction: async work => {
      const client = await covered(pool.connect())
      try {
        await covered(client.query('begin'))
        const result = await work(on(client))
        await covered(client.query('commit'))
        client.release()
        return result
      } catch (error) {
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
        throw error
      }
    },
  }
}

/** The driver's message can hold a row; it is left behind. */
const covered = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch(() => {
    throw storeErrors.database_unavailable()
  })
