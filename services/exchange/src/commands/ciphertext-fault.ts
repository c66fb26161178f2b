import { requestHash as sha256 } from '@amparo/crypto'
import type { RefusalCode } from '../domain/errors.ts'

/**
 * Of the ciphertext, in bytes. The event that hands it to redaction may have 960 KiB, and nats-server takes 1 MiB with signature
 * and ids.
 */
export const MAX_CIPHERTEXT_BYTES = 950 * 1024

interface Carried {
  readonly ciphertext: Uint8Array
  /** As it was announced. */
  readonly sha256: string
}

/** Undefined where the ciphertext is the one announced, and of a size that goes on. */
export function ciphertextFault({ ciphertext, sha256: announced }: Carried): RefusalCode | undefined {
  if (ciphertext.byteLength > MAX_CIPHERTEXT_BYTES) return 'package_too_large'
  return sha256(ciphertext) === announced ? undefined : 'package_altered'
}
