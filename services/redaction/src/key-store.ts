import { type FileKeyStore, openFileKeyStore } from '@amparo/crypto'
import type { KeysDatabase } from './store/keys-database.ts'

/**
 * Throws when the key-encryption key is not the one that wraps what is there. With another one the service would start, take
 * people in, and open none of those it has.
 */
export async function openKeyStore(dir: string, database: Pick<KeysDatabase, 'holds'>): Promise<FileKeyStore> {
  const keyStore = await openFileKeyStore(dir, async () => !(await database.holds()))
  if ((await database.holds()) && !(await database.holds(keyStore.keyId)))
    throw new Error('the key-encryption key is not the one that wraps the keys in the database: put the right one back')
  return keyStore
}
