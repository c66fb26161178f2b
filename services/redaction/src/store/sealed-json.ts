import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord, type RecordContext } from '@amparo/crypto'

/** Of what is held of a person, as JSON; the plaintext's bytes do not stay. */
export function sealJson(key: KeyObject, content: unknown, context: RecordContext): Buffer {
  const plaintext = Buffer.from(JSON.stringify(content), 'utf8')
  const sealed = Buffer.from(encryptRecord(key, plaintext, context))
  plaintext.fill(0)
  return sealed
}

/** Unchecked yet. Throws record_unreadable for another key or context, or a changed byte. */
export function openJson(key: KeyObject, sealed: Uint8Array, context: RecordContext): unknown {
  const plaintext = decryptRecord(key, sealed, context)
  const content: unknown = JSON.parse(new TextDecoder().decode(plaintext))
  plaintext.fill(0)
  return content
}
