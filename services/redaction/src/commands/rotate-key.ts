import { errors as cryptoErrors, type KeyStore } from '@amparo/crypto'
import { type Clock, DAY_MS } from '@amparo/kernel'
import type { KeysDatabase } from '../store/keys-database.ts'

export interface RotateKeyDeps {
  readonly keyStore: KeyStore
  readonly database: Pick<KeysDatabase, 'currentKeyId' | 'rotate'>
  readonly now: Clock
  /** So long backups of the database of wrapped keys are kept. */
  readonly backupDays: number
}

/**
 * Draws a new key-encryption key and makes it the one that wraps. What the one before wraps is opened with it as before, until a
 * running service has wrapped it anew. Undefined: somebody else did the same just now, and that one counts.
 *
 * @param compromised the one before is destroyed as soon as it wraps nothing, whatever backups need it
 */
export const rotateKey =
  ({ keyStore, database, now, backupDays }: RotateKeyDeps) =>
  async ({ compromised }: { readonly compromised: boolean }): Promise<string | undefined> => {
    const from = await database.currentKeyId()
    if (from === undefined) throw cryptoErrors.key_encryption_key_missing()
    const to = await keyStore.addKey()
    const keepUntil = new Date(now().getTime() + (compromised ? 0 : backupDays * DAY_MS))
    if (await database.rotate(from, to, keepUntil)) return to
    await keyStore.destroyKey(to)
    return undefined
  }
