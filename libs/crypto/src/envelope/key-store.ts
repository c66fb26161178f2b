import type { KeyObject } from 'node:crypto'

/**
 * Holds the key-encryption key and never gives it out. A file by default; a KMS or an HSM behind the same duties.
 * Destroying a wrapped key destroys what it encrypts: nothing here keeps a copy.
 */
export interface KeyStore {
  /** Which key-encryption key wraps now; it is in each wrapped key too. */
  readonly keyId: string
  wrap(dataKey: KeyObject): Promise<Uint8Array>
  /** Throws record_unreadable for a wrapped key that was changed or belongs to another key-encryption key. */
  unwrap(wrapped: Uint8Array): Promise<KeyObject>
}
