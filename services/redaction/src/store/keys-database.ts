import pg from 'pg'
import { type JournalNoted, journalNoted } from './journal-noted.ts'
import { type KeyEncryptionKeys, keyEncryptionKeys } from './key-encryption-keys.ts'
import { connectionOn } from './keys-connection.ts'
import { type SealSubkeys, sealSubkeys } from './seal-subkeys.ts'
import { type WrappedKeys, wrappedKeys } from './wrapped-keys.ts'

/** The database of wrapped data keys: another database, another role, another backup than the vault's. */
export interface KeysDatabase extends WrappedKeys, KeyEncryptionKeys, SealSubkeys, JournalNoted {
  ready(): Promise<void>
  close(): Promise<void>
}

const TIMEOUT_MS = 5_000

/** Connects and asks once. Throws `database_unavailable` while it is away: without a key nothing opens. */
export async function openKeysDatabase(url: string): Promise<KeysDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'redaction keys',
    options: `-c search_path=keys -c statement_timeout=${TIMEOUT_MS} -c timezone=UTC`,
    max: 3,
    connectionTimeoutMillis: TIMEOUT_MS,
    // Where the network is gone without a word, the server does not say that it took too long.
    query_timeout: TIMEOUT_MS + 1_000,
    keepAlive: true,
  })
  // A dropped connection rejects the query that used it; without this listener it would also end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const connection = connectionOn(pool)
  const keys: KeysDatabase = {
    ...wrappedKeys(connection),
    ...keyEncryptionKeys(connection),
    ...sealSubkeys(connection),
    ...journalNoted(connection),
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
