import type { KeyObject } from 'node:crypto'
import { generateDataKey, type KeyStore } from '@amparo/crypto'
import { storeErrors } from '@amparo/store'
import type { KeysDatabase } from './keys-database.ts'

/** Each subject's own key. */
export interface DataKeys {
  /** Makes and stores a key for a new subject. Before the transaction that uses it: a key without a record harms nobody. */
  create(subjectId: string): Promise<KeyObject>
  /** Throws `database_unavailable` when there is none: then what it encrypted is gone. */
  get(subjectId: string): Promise<KeyObject>
  /** Whether there is one: of somebody whose key was destroyed nothing is told, whatever rows a backup brings back. */
  has(subjectId: string): Promise<boolean>
  destroy(subjectId: string): Promise<void>
}

export const dataKeys = (keyStore: KeyStore, database: KeysDatabase): DataKeys => ({
  create: async subjectId => {
    const key = generateDataKey()
    await database.save(subjectId, { keyId: keyStore.keyId, wrapped: await keyStore.wrap(key) })
    return key
  },
  get: async subjectId => {
    const wrapped = await database.find(subjectId)
    if (wrapped === undefined) throw storeErrors.database_unavailable()
    return keyStore.unwrap(wrapped)
  },
  has: async subjectId => (await database.find(subjectId)) !== undefined,
  destroy: subjectId => database.destroy(subjectId),
})
