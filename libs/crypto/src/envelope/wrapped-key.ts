import { createSecretKey, type KeyObject } from 'node:crypto'
import { AppError } from '@amparo/kernel'
import { utf8 } from '../bytes.ts'
import { errors } from '../errors.ts'

/** What is written. One of format 1 is bound to its key-encryption key alone, and opens wherever it is put. */
const FORMAT = 2
const UNBOUND = 1
const KEY_ID_BYTES = 16
const HEADER_BYTES = 1 + KEY_ID_BYTES
const DATA_KEY_BYTES = 32

/** Whose key it is and what for. It is authenticated, so a wrapped key that is put in another's place does not open. */
export interface KeyContext {
  /** e.g. "vault" */
  readonly purpose: string
  readonly of: string
}

export const newKeyIdOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, KEY_ID_BYTES)).toString('hex')

/** AES-256-GCM by whatever holds the key: nonce, ciphertext, tag (see aes-gcm.ts). */
export interface WrappingKey {
  encrypt(plaintext: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
  decrypt(sealed: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
}

/** With what each key begins that is wrapped by that one now: one byte of format and the key's id, both authenticated. */
export const wrappedKeyHeader = (keyId: string): Uint8Array =>
  Buffer.concat([Uint8Array.of(FORMAT), Buffer.from(keyId, 'hex')])

/** JSON of an array, because it is unambiguous; the header in front of it has one length. */
const aadOf = (header: Uint8Array, { purpose, of }: KeyContext): Uint8Array =>
  Buffer.concat([
    utf8('amparo/wrapped-key\0'),
    header,
    header[0] === UNBOUND ? new Uint8Array() : utf8(JSON.stringify([purpose, of])),
  ])

/** Which key-encryption key it needs. Throws record_unreadable. */
export function keyIdOf(wrapped: Uint8Array): string {
  if (wrapped.length <= HEADER_BYTES || (wrapped[0] !== FORMAT && wrapped[0] !== UNBOUND))
    throw errors.record_unreadable()
  return Buffer.from(wrapped.subarray(1, HEADER_BYTES)).toString('hex')
}

export async function wrapWith(
  keyId: string,
  key: WrappingKey,
  dataKey: KeyObject,
  context: KeyContext,
): Promise<Uint8Array> {
  const raw = dataKey.export()
  try {
    if (raw.length !== DATA_KEY_BYTES) throw new TypeError('a data key has 256 bits')
    const header = wrappedKeyHeader(keyId)
    return Buffer.concat([header, await key.encrypt(raw, aadOf(header, context))])
  } finally {
    raw.fill(0)
  }
}

/** Throws record_unreadable for any changed byte, and for the key of another context; what the key store throws, if it cannot tell now. */
export async function unwrapWith(key: WrappingKey, wrapped: Uint8Array, context: KeyContext): Promise<KeyObject> {
  try {
    const raw = await key.decrypt(wrapped.subarray(HEADER_BYTES), aadOf(wrapped.subarray(0, HEADER_BYTES), context))
    const dataKey = createSecretKey(raw)
    raw.fill(0)
    return dataKey
  } catch (cause) {
    throw cause instanceof AppError ? cause : errors.record_unreadable({ cause })
  }
}
