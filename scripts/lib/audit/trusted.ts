import {
  type Checkpoint,
  NoteAlgorithm,
  type NoteKey,
  parseCheckpoint,
  parseNote,
  readNoteKey,
  signedBy,
} from '@amparo/crypto/tlog'

/** Who is believed about a log. */
export interface Trusted {
  readonly log: NoteKey
  readonly witnesses: readonly NoteKey[]
  /** So many of the witnesses have to have signed a head. */
  readonly quorum: number
  /** The first leaf that has to be there: those before it were pruned. */
  readonly minimum: number
  /** When the log's head has to have been seen at the earliest, in seconds since 1970; undefined: whenever. */
  readonly seen: number | undefined
}

const LINE = /^(log|witness|quorum|minimum|seen) ([^ ]+)$/
const QUORUM = /^(0|[1-9]\d{0,3})$/
const MINIMUM = /^(0|[1-9]\d{0,15})$/
const SEEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/**
 * From lines `log KEY`, `witness KEY`, `quorum N`, `minimum N`, `seen TIME`; empty ones and those that begin with `#` say nothing. Without a quorum it is one witness
 * where any is named, as the hub itself counts. Throws a TypeError on anything else, also where one key stands twice: under two names it
 * would count for two.
 */
export function readTrusted(text: string): Trusted {
  // What was cut off in the middle of a line may be one still.
  if (!text.endsWith('\n')) throw new TypeError('the last line is not ended')
  const lines = text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => LINE.exec(line) ?? [])
  if (lines.some(([whole]) => whole === undefined))
    throw new TypeError('lines are `log KEY`, `witness KEY`, `quorum N`, `minimum N` or `seen TIME`')
  const of = (word: string) => lines.filter(([, first]) => first === word).map(([, , value = '']) => value)
  const [[named, ...others], witnesses, quorums] = [of('log'), of('witness').map(readNoteKey), of('quorum')]
  if (named === undefined || others.length > 0) throw new TypeError('name one log')
  const log = readNoteKey(named)
  const keys = [log, ...witnesses]
  if (log.algorithm !== NoteAlgorithm.ED25519 || witnesses.some(key => key.algorithm !== NoteAlgorithm.COSIGNATURE))
    throw new TypeError('the key of a log is of type 01, that of a witness of type 04')
  if (keys.some((key, n) => keys.slice(0, n).some(({ publicKey }) => publicKey.equals(key.publicKey))))
    throw new TypeError('one key stands twice')
  const [quorum, minimum] = [quorumIn(quorums, witnesses.length), minimumIn(of('minimum'))]
  return { log, witnesses, quorum, minimum, seen: seenIn(of('seen'), witnesses.length) }
}

/** 2027-01-31T12:00:00Z, in seconds since 1970. Throws a TypeError on anything else. */
function seenTime(text: string): number {
  const time = SEEN.test(text) ? Date.parse(text) : Number.NaN
  // A day that no month has would be one of the next.
  if (Number.isNaN(time) || new Date(time).toISOString() !== text.replace('Z', '.000Z'))
    throw new TypeError('when a head was seen is a moment like 2027-01-31T12:00:00Z')
  return time / 1_000
}

function seenIn([seen, ...more]: readonly string[], witnesses: number): number | undefined {
  if (seen === undefined) return undefined
  if (more.length > 0 || witnesses === 0)
    throw new TypeError('one moment says since when witnesses have to have seen the head')
  return seenTime(seen)
}

function minimumIn([minimum = '0', ...more]: readonly string[]): number {
  if (more.length > 0 || !MINIMUM.test(minimum) || !Number.isSafeInteger(Number(minimum)))
    throw new TypeError('the minimum is one number of a leaf')
  return Number(minimum)
}

function quorumIn([quorum = '', ...more]: readonly string[], witnesses: number): number {
  if (quorum === '') return Math.min(1, witnesses)
  if (more.length > 0 || !QUORUM.test(quorum) || Number(quorum) > witnesses)
    throw new TypeError('the quorum is one number of the witnesses')
  return Number(quorum)
}

export interface Believed extends Checkpoint {
  /** Who signed beside the log, and when (seconds since 1970); who signed twice stands twice. */
  readonly witnesses: readonly { readonly name: string; readonly time: number }[]
}

/** A head that log and enough witnesses have signed, at `since` or later. Throws a TypeError that says what is missing. */
export function believe(bytes: Uint8Array, { log, witnesses, quorum }: Trusted, since = 0): Believed {
  const note = parseNote(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  if (signedBy(note, log) === undefined) throw new TypeError('the log has not signed it')
  const checkpoint = parseCheckpoint(note.text)
  if (checkpoint.origin !== log.name) throw new TypeError(`it is of another log, ${checkpoint.origin}`)
  const signed = note.signatures.flatMap(signature =>
    witnesses.flatMap(witness => {
      const found = signedBy({ text: note.text, signatures: [signature] }, witness)
      return found === undefined ? [] : [{ name: witness.name, time: found.time ?? 0, key: witness }]
    }),
  )
  const counted = new Set(signed.flatMap(({ key, time }) => (time >= since ? [key] : []))).size
  if (counted < quorum)
    throw new TypeError(`${counted} of its witnesses have signed it${since > 0 ? ' since then' : ''}, not ${quorum}`)
  return { ...checkpoint, witnesses: signed.map(({ name, time }) => ({ name, time })) }
}

/**
 * The log's own head, as it is now: an older one that was signed and seen in its time is whole, too, and shows nothing that came after. Throws a
 * TypeError where not enough witnesses have seen it since the moment that is asked for.
 */
export function believeLatest(bytes: Uint8Array, trusted: Trusted): Believed {
  const { seen, quorum } = trusted
  return believe(bytes, seen === undefined ? trusted : { ...trusted, quorum: Math.max(1, quorum) }, seen)
}

/** A head that somebody kept: the log's word against itself, whoever else has seen it. Throws a TypeError. */
export const believeKept = (bytes: Uint8Array, trusted: Trusted): Believed => believe(bytes, { ...trusted, quorum: 0 })
