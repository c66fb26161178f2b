import type { KeyObject } from 'node:crypto'
import type { KeyContext } from './wrapped-key.ts'

/**
 * Holds key-encryption keys and never gives one out: files by default, an HSM by PKCS#11. Several may be there at once, so that keys
 * are changed without a stop: which one wraps now is said by the database of wrapped keys, since all instances must agree on it.
 * Destroying a wrapped key destroys what it encrypts: nothing here keeps a copy.
 */
export interface KeyStore {
  /** Draws one more key-encryption key. Answers its id, 128 bits in hex. */
  addKey(): Promise<string>
  /** Of those that are there now, as other processes left them too. */
  keyIds(): Promise<readonly string[]>
  /**
   * Throws `key_encryption_key_missing` for an id that is not there. What it answers names the key it needs, and opens in this context
   * alone.
   */
  wrap(keyId: string, dataKey: KeyObject, context: KeyContext): Promise<Uint8Array>
  /** Throws `key_encryption_key_missing`, or record_unreadable for a wrapped key that was changed or is another's. */
  unwrap(wrapped: Uint8Array, context: KeyContext): Promise<KeyObject>
  /** For good: what it alone wraps is lost. Nothing happens if it is not there. */
  destroyKey(keyId: string): Promise<void>
}
