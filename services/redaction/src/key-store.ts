import { type FileKeyStore, joinKeyStores, type KeyStore, openFileKeyStore } from '@amparo/crypto'
import type { KeyConfig } from './key-config.ts'
import type { KeysDatabase } from './store/keys-database.ts'

/** Opens what is configured: keys in a folder; or new ones in an HSM, and those in the folder until nothing is wrapped by them. */
export async function openConfiguredKeyStore(config: KeyConfig): Promise<FileKeyStore> {
  const files = await openFileKeyStore(config.AMPARO_KEYSTORE_DIR)
  const modulePath = config.AMPARO_PKCS11_MODULE
  if (modulePath === undefined) return files
  const pin = config.AMPARO_PKCS11_PIN_FILE?.reveal()
  if (pin === undefined) throw new Error('AMPARO_PKCS11_MODULE needs AMPARO_PKCS11_PIN_FILE')
  // Loads native code: only where it is asked for.
  const { openPkcs11KeyStore } = await import('@amparo/crypto/pkcs11')
  const hsm = await openPkcs11KeyStore({ modulePath, tokenLabel: config.AMPARO_PKCS11_TOKEN, pin })
  return { ...files, ...joinKeyStores(hsm, files) }
}

type Known = Pick<KeysDatabase, 'currentKeyId' | 'adopt' | 'holds'>

/**
 * At the very first start takes the key that is there, or draws one. Throws when the key that wraps now is not in the store: with
 * another one the service would start, take people in, and open none of those it has.
 */
export async function settleKeys(keyStore: KeyStore, database: Known): Promise<void> {
  const current = (await database.currentKeyId()) ?? (await firstKey(keyStore, database))
  if (!(await keyStore.keyIds()).includes(current))
    throw new Error('the key-encryption key is missing, and there is what only it opens: put it back')
}

async function firstKey(keyStore: KeyStore, database: Known): Promise<string> {
  if (await database.holds()) throw new Error('keys are wrapped, and no key-encryption key is known')
  const [known] = await keyStore.keyIds()
  const keyId = known ?? (await keyStore.addKey())
  // Of two instances that start at once the first one's key counts.
  const adopted = await database.adopt(keyId)
  if (known === undefined && adopted !== keyId) await keyStore.destroyKey(keyId)
  return adopted
}
