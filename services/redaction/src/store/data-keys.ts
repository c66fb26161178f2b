import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors, generateDataKey, type KeyContext, type KeyStore } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import { storeErrors } from '@amparo/store'
import type { KeysDatabase } from './keys-database.ts'

/** Each subject's own key. */
export interface DataKeys {
  /** Makes and stores a key for a new subject, or stores one that was made already. Before the transaction that uses it: a key without a record harms nobody. */
  create(subjectId: string, key?: KeyObject): Promise<KeyObject>
  /** Throws `database_unavailable` when there is none: then what it encrypted is gone. */
  get(subjectId: string): Promise<KeyObject>
  /** Whether there is one: of somebody whose key was destroyed nothing is told, whatever rows a backup brings back. */
  has(subjectId: string): Promise<boolean>
  /** Of these, whose is there: asked for in one question. `undefined`: `get` says why. */
  getAll(subjectIds: readonly string[]): Promise<ReadonlyMap<string, KeyObject | undefined>>
  destroy(subjectId: string): Promise<void>
}

/** By which a wrapped key is known to be of this row, and of none beside it. A UUID is one and the same however it is written. */
export const keyContextOf = (subjectId: string): KeyContext => ({ purpose: 'vault', of: subjectId.toLowerCase() })

const UNREADABLE = ['record_unreadable', 'key_encryption_key_missing']

/** Whether a key stands there and does not open: it was changed, is another's, or its key-encryption key is away. */
export const isUnreadable = (error: unknown): boolean => error instanceof AppError && UNREADABLE.includes(error.code)

/** Rotations that may come between asking for the current key and storing what it wrapped. */
const TRIES = 5

export const dataKeys = (keyStore: KeyStore, database: KeysDatabase): DataKeys => ({
  create: async (subjectId, key = generateDataKey()) => {
    const context = keyContextOf(subjectId)
    for (let tries = 0; tries < TRIES; tries++) {
      const keyId = await database.currentKeyId()
      if (keyId === undefined) throw cryptoErrors.key_encryption_key_missing()
      if (await database.save(subjectId, { keyId, wrapped: await keyStore.wrap(keyId, key, context) })) return key
    }
    throw storeErrors.database_unavailable()
  },
  get: async subjectId => {
    const found = async () => {
      const wrapped = await database.find(subjectId)
      if (wrapped === undefined) throw storeErrors.database_unavailable()
      return wrapped
    }
    const [wrapped, context] = [await found(), keyContextOf(subjectId)]
    return keyStore.unwrap(wrapped, context).catch(async (error: unknown) => {
      // Between the two it may have been wrapped anew, and the older key destroyed.
      const again = await found()
      if (Buffer.compare(wrapped, again) === 0) throw error
      return keyStore.unwrap(again, context)
    })
  },
  has: async subjectId => (await database.find(subjectId)) !== undefined,
  getAll: async subjectIds => {
    const keys = new Map<string, KeyObject | undefined>()
    for (const { id, wrapped } of await database.findAll(subjectIds))
      keys.set(id, await keyStore.unwrap(wrapped, keyContextOf(id)).catch(() => undefined))
    return keys
  },
  destroy: subjectId => database.erase(subjectId),
})
