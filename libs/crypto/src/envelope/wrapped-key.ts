import { createSecretKey, type KeyObject } from 'node:crypto'
import { utf8 } from '../bytes.ts'
import { errors } from '../errors.ts'

const FORMAT = 1
const KEY_ID_BYTES = 16
const HEADER_BYTES = 1 + KEY_ID_BYTES
const DATA_KEY_BYTES = 32

export const newKeyIdOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, KEY_ID_BYTES)).toString('hex')

/** AES-256-GCM by whatever holds the key: nonce, ciphertext, tag (see aes-gcm.ts). */
export interface WrappingKey {
  encrypt(plaintext: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
  decrypt(sealed: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
}

/** One byte of format and the key's id in front, both authenticated. */
const headerOf = (keyId: string): Buffer => Buffer.concat([Uint8Array.of(FORMAT), Buffer.from(keyId, 'hex')])
const aadOf = (header: Uint8Array): Uint8Array => Buffer.concat([utf8('amparo/wrapped-key\0'), header])

/** Which key-encryption key it needs. Throws record_unreadable. */
export function keyIdOf(wrapped: Uint8Array): string {
  if (wrapped.length <= HEADER_BYTES || wrapped[0] !== FORMAT) throw errors.record_unreadable()
  return Buffer.from(wrapped.subarray(1, HEADER_BYTES)).toString('hex')
}

export async function wrapWith(keyId: string, key: WrappingKey, dataKey: KeyObject): Promise<Uint8Array> {
  const raw = dataKey.export()
  try {
    if (raw.length !== DATA_KEY_BYTES) throw new TypeError('a data key has 256 bits')
    const header = headerOf(keyId)
    return Buffer.concat([header, await key.encrypt(raw, aadOf(header))])
  } finally {
    raw.fill(0)
  }
}

/** Throws record_unreadable for any changed byte. */
export async function unwrapWith(key: WrappingKey, wrapped: Uint8Array): Promise<KeyObject> {
  try {
    const header = headerOf(keyIdOf(wrapped))
    const raw = await key.decrypt(wrapped.subarray(HEADER_BYTES), aadOf(header))
    const dataKey = createSecretKey(raw)
    raw.fill(0)
    return dataKey
  } catch (cause) {
    throw errors.record_unreadable({ cause })
  }
}
