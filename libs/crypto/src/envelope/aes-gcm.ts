import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
export const GCM_OVERHEAD = NONCE_BYTES + TAG_BYTES
const NOTHING = new Uint8Array()

/** Drawn for many at once: a draw of twelve bytes takes as long as the cipher does. Each is used once, and then overwritten. */
const drawn = new Uint8Array(512 * NONCE_BYTES)
let used = drawn.length
function setNonce(into: Uint8Array): void {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const end = used + NONCE_BYTES
  into.set(drawn.subarray(used, end))
  drawn.fill(0, used, end)
  used = end
}

/**
 * AES-256-GCM: nonce, ciphertext, tag. Nonces are random 96-bit values. NIST SP 800-38D 8.3 allows 2^32 of them under one
 * key (collision below 2^-32); a subject's key encrypts that subject's few hundred records, a key-encryption key one value
 * a subject, so both stay many orders below, without a counter that a restored backup could set back. What stands `inFront` is not
 * under the cipher.
 */
export function gcmEncrypt(key: KeyObject, plaintext: Uint8Array, aad: Uint8Array, inFront = NOTHING): Uint8Array {
  const begin = inFront.length + NONCE_BYTES
  const sealed = Buffer.allocUnsafe(begin + plaintext.length + TAG_BYTES)
  const nonce = sealed.subarray(inFront.length, begin)
  sealed.set(inFront)
  setNonce(nonce)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad)
  sealed.set(cipher.update(plaintext), begin)
  // GCM keeps nothing back: there is nothing left but the tag.
  cipher.final()
  sealed.set(cipher.getAuthTag(), begin + plaintext.length)
  return sealed
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
