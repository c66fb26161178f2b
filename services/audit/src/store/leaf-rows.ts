import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors } from '@amparo/crypto'
import { COMMITMENT_SALT_BYTES, commitmentTo, type LeafRecord, merkleLeaf, parseLeafRecord } from '@amparo/crypto/tlog'
import { AppError } from '@amparo/kernel'
import { entryBytes, type Placed } from '../domain/placement.ts'
import { keyOfBoth, type OpenHalf, openHalf } from './half-cipher.ts'
import { CHANGED, type ReadKeys } from './open-keys.ts'

/** A leaf as it stands in the log, and of its entry what can still be read. */
export interface LeafRow extends Placed {
  readonly entryId: string
  /** Undefined: its key was destroyed. */
  readonly actor: OpenHalf | undefined
  readonly subject: OpenHalf | undefined
}

export interface LeafColumns {
  readonly index: string
  readonly entry_id: string
  readonly record: Buffer
  readonly leaf_hash: Buffer
  readonly actor: Buffer
  readonly actor_salt: Buffer | null
  readonly actor_key: string | null
  readonly subject: Buffer
  readonly subject_salt: Buffer | null
  readonly subject_key: string | null
}
export const LEAF_COLUMNS =
  'index, entry_id, record, leaf_hash, actor, actor_salt, actor_key, subject, subject_salt, subject_key'

/**
 * Opens the halves of a row with the keys that are still there, and sees that they are what the leaf commits to: whoever holds the keys could
 * seal another. Throws record_unreadable for a half, a key or a leaf that was changed.
 */
export function openRow(row: LeafColumns, keys: ReadKeys): LeafRow {
  const [actor, subject] = halvesOf(row, keys)
  const committed = committedIn(row)
  checkHalf(actor, committed.actor)
  checkHalf(subject, committed.subject)
  const entry = entryBytes(actor?.bytes ?? NOTHING, subject?.bytes ?? NOTHING)
  const placed = { index: Number(row.index), leafHash: row.leaf_hash, entry, subjectGone: subject === undefined }
  return { entryId: row.entry_id, actor, subject, ...placed }
}

/** The same; undefined for one that was changed. */
export function triedRow(row: LeafColumns, keys: ReadKeys): LeafRow | undefined {
  try {
    return openRow(row, keys)
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** Of the keys that the rows need. */
export const keysOf = (rows: readonly LeafColumns[]): Set<number> =>
  new Set(rows.flatMap(row => [row.actor_key, row.subject_key]).flatMap(id => (id === null ? [] : [Number(id)])))

const NOTHING = new Uint8Array()

const isUnreadable = (error: unknown): boolean => error instanceof AppError && error.code === 'record_unreadable'

function committedIn({ record, leaf_hash: leafHash }: LeafColumns): LeafRecord {
  if (!merkleLeaf(record).equals(leafHash)) throw cryptoErrors.record_unreadable()
  try {
    return parseLeafRecord(record)
  } catch (cause) {
    throw cryptoErrors.record_unreadable({ cause })
  }
}

function checkHalf(half: OpenHalf | undefined, commitment: Uint8Array): void {
  if (half === undefined) return
  // Of another length it is no salt.
  if (half.salt.length !== COMMITMENT_SALT_BYTES || !commitmentTo(half.bytes, half.salt).equals(commitment))
    throw cryptoErrors.record_unreadable()
}

/** Throws record_unreadable for a key that does not open any more. */
function keyIn(keys: ReadKeys, id: string): KeyObject | undefined {
  const key = keys.get(Number(id))
  if (key === CHANGED) throw cryptoErrors.record_unreadable()
  return key
}

function halvesOf(row: LeafColumns, keys: ReadKeys): readonly (OpenHalf | undefined)[] {
  const { entry_id: entryId, actor, actor_key: monthId, subject, subject_key: personId } = row
  // Of version 1, and not encrypted yet.
  if (monthId === null || personId === null)
    return [
      { bytes: actor, salt: row.actor_salt ?? NOTHING },
      { bytes: subject, salt: row.subject_salt ?? NOTHING },
    ]
  const [month, person] = [keyIn(keys, monthId), keyIn(keys, personId)]
  if (month === undefined) return []
  const ofSubject = personId === monthId ? month : person && keyOfBoth(month, person)
  return [
    openHalf(month, actor, { entryId, half: 'actor' }),
    ofSubject && openHalf(ofSubject, subject, { entryId, half: 'subject' }),
  ]
}
