import { hash } from 'node:crypto'

export const HASH_BYTES = 32

/**
 * Goes as text, a byte a character, into memory from the pool: a buffer with memory of its own takes longer to make, and to take away, than
 * the hash does of so few bytes.
 */
export function sha256(bytes: Uint8Array | string): Buffer {
  const digest = Buffer.allocUnsafe(HASH_BYTES)
  digest.write(hash('sha256', bytes, 'binary'), 'latin1')
  return digest
}
