import type { KeyObject } from 'node:crypto'
import { errors } from '../errors.ts'
import { gcmDecrypt, gcmEncrypt } from './aes-gcm.ts'

/** First byte of a record, for the day when the cipher changes. */
const FORMAT = 1
const HEADER = Uint8Array.of(FORMAT)

/** Where a record belongs. It is authenticated, so a record moved to another subject, kind or version does not open. */
export interface RecordContext {
  readonly subjectId: string
  /** e.g. "subject", "narrative" */
  readonly kind: string
  readonly version: number
}

/** JSON of an array, because it is unambiguous: no two contexts give the same bytes. */
const aadOf = (context: RecordContext): Uint8Array =>
  Buffer.from(JSON.stringify(['amparo/record', FORMAT, context.subjectId, context.kind, context.version]))

/** One byte of format, then AES-256-GCM: 29 bytes longer than the plaintext. */
export function encryptRecord(dataKey: KeyObject, plaintext: Uint8Array, context: RecordContext): Uint8Array {
  return gcmEncrypt(dataKey, plaintext, aadOf(context), HEADER)
}

/** Throws record_unreadable for another key or context and for any changed byte. */
export function decryptRecord(dataKey: KeyObject, sealed: Uint8Array, context: RecordContext): Uint8Array {
  try {
    if (sealed[0] !== FORMAT) throw new TypeError('another format')
    return gcmDecrypt(dataKey, sealed.subarray(1), aadOf(context))
  } catch (cause) {
    throw errors.record_unreadable({ cause })
  }
}
