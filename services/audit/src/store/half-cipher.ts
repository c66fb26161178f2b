import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import { COMMITMENT_SALT_BYTES, commit } from '@amparo/crypto/tlog'

/** Which half, of which entry: a half that was moved to another place does not open there. */
export interface HalfOf {
  readonly entryId: string
  readonly half: 'actor' | 'subject'
}

export interface OpenHalf {
  readonly bytes: Uint8Array
  /** With which it was committed to. */
  readonly salt: Uint8Array
}

const contextOf = ({ entryId, half }: HalfOf) => ({ subjectId: entryId, kind: `audit-${half}`, version: 2 })

/** AES-256-GCM of salt and bytes together: who cannot open it cannot guess what was committed to either. */
export const sealHalf = (key: KeyObject, half: OpenHalf, of: HalfOf): Uint8Array => commitAndSeal(key, half, of).sealed

export function commitAndSeal(key: KeyObject, { bytes, salt }: OpenHalf, of: HalfOf) {
  const { commitment, salted } = commit(bytes, salt)
  return { commitment, sealed: encryptRecord(key, salted, contextOf(of)) }
}

/** Throws record_unreadable. */
export function openHalf(key: KeyObject, sealed: Uint8Array, of: HalfOf): OpenHalf {
  const opened = decryptRecord(key, sealed, contextOf(of))
  return { salt: opened.subarray(0, COMMITMENT_SALT_BYTES), bytes: opened.subarray(COMMITMENT_SALT_BYTES) }
}

/** For as long as the person's key is held open: it is the same for a whole month. */
const ofBoth = new WeakMap<KeyObject, { readonly month: KeyObject; readonly key: KeyObject }>()

/**
 * The key of a subject's half needs both: the person's, which goes when they are erased, and the month's, which goes when its time is
 * over. HMAC-SHA256 with one key, of the other: each alone says nothing of the result.
 */
export function keyOfBoth(month: KeyObject, person: KeyObject): KeyObject {
  const known = ofBoth.get(person)
  if (known?.month === month) return known.key
  const raw = person.export()
  const both = createHmac('sha256', month).update('amparo/audit-subject/v1\n').update(raw).digest()
  const key = createSecretKey(both)
  raw.fill(0)
  both.fill(0)
  ofBoth.set(person, { month, key })
  return key
}
