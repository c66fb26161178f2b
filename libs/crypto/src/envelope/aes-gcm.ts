import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
export const GCM_OVERHEAD = NONCE_BYTES + TAG_BYTES
const NOTHING = new Uint8Array()

/**
 * AES-256-GCM: nonce, ciphertext, tag. Nonces are random 96-bit values. NIST SP 800-38D 8.3 allows 2^32 of them under one
 * key (collision below 2^-32); a subject's key encrypts that subject's few hundred records, a key-encryption key one value
 * a subject, so both stay many orders below, without a counter that a restored backup could set back. What stands `inFront` is not
 * under the cipher.
 */
export function gcmEncrypt(key: KeyObject, plaintext: Uint8Array, aad: Uint8Array, inFront = NOTHING): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad)
  return Buffer.concat([inFront, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** Throws on any change to bytes, key or aad; answers nothing before the tag is checked. */
export function gcmDecrypt(key: KeyObject, sealed: Uint8Array, aad: Uint8Array): Uint8Array {
  if (sealed.length < GCM_OVERHEAD) throw new RangeError('too short')
  const end = sealed.length - TAG_BYTES
  // authTagLength is pinned: without it Node takes a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(aad).setAuthTag(sealed.subarray(end))
  // `update` already gives out bytes; they leave this function only if `final` has not thrown.
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]))
}
