import { type NoteKey, parseCheckpoint, parseNote, signedBy } from '@amparo/crypto/tlog'
import type { Reader } from '@amparo/store'
import { newestPublished, type PublishedHead } from '../store/heads.ts'
import { takenOf } from '../store/minimum.ts'

export interface Witnesses {
  /** By which the log is known: its witnesses sign other logs too. */
  readonly origin: string
  readonly keys: readonly NoteKey[]
}

/** Every one is verified, and the newest was signed last. */
const LOOKED_AT = 20

/**
 * When somebody outside last saw the log, by their own signatures: what is written beside them anybody writes who can write to the database. If
 * nobody has, since when there is something to see. Undefined: there is nothing yet.
 */
export async function lastSeen(reader: Reader, witnesses: Witnesses, now: Date): Promise<Date | undefined> {
  const heads = await newestPublished(reader, LOOKED_AT)
  const times = heads.flatMap(head => seenIn(head, witnesses))
  const at = times.length > 0 ? Math.max(...times) : (await takenOf(reader, 0))?.getTime()
  return at === undefined ? undefined : new Date(Math.min(at, now.getTime()))
}

/** A witness whose clock is ahead counted for when its signature came. */
export function seenIn({ note, witnessedAt }: PublishedHead, { origin, keys }: Witnesses): number[] {
  try {
    const parsed = parseNote(note)
    if (parseCheckpoint(parsed.text).origin !== origin) return []
    const times = keys.flatMap(key => signedBy(parsed, key)?.time ?? [])
    return times.map(time => Math.min(time * 1_000, witnessedAt.getTime())).filter(Number.isFinite)
  } catch {
    // Nothing of a note may be believed of which one signature does not hold.
    return []
  }
}
