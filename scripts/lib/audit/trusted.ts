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
}

const LINE = /^(log|witness|quorum|minimum) ([^ ]+)$/
const QUORUM = /^(0|[1-9]\d{0,3})$/
const MINIMUM = /^(0|[1-9]\d{0,15})$/

/**
 * From lines `log KEY`, `witness KEY`, `quorum N`, `minimum N`; empty ones and those that begin with `#` say nothing. Without a quorum it is one witness
 * where any is named, as the hub itself counts. Throws a TypeError on anything else, also where one key stands twice: under two names it
 * would count for two.
 */
export function readTrusted(text: string): Trusted {
  const lines = text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => LINE.exec(line) ?? [])
  if (lines.some(([whole]) => whole === undefined))
    throw new TypeError('lines are `log KEY`, `witness KEY`, `quorum N` or `minimum N`')
  const of = (word: string) => lines.filter(([, first]) => first === word).map(([, , value = '']) => value)
  const [[named, ...others], witnesses, quorums] = [of('log'), of('witness').map(readNoteKey), of('quorum')]
  if (named === undefined || others.length > 0) throw new TypeError('name one log')
  const log = readNoteKey(named)
  const keys = [log, ...witnesses]
  if (log.algorithm !== NoteAlgorithm.ED25519 || witnesses.some(key => key.algorithm !== NoteAlgorithm.COSIGNATURE))
    throw new TypeError('the key of a log is of type 01, that of a witness of type 04')
  if (keys.some((key, n) => keys.slice(0, n).some(({ publicKey }) => publicKey.equals(key.publicKey))))
    throw new TypeError('one key stands twice')
  return { log, witnesses, quorum: quorumIn(quorums, witnesses.length), minimum: minimumIn(of('minimum')) }
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

/** A head that log and enough witnesses have signed. Throws a TypeError that says what is missing. */
export function believe(bytes: Uint8Array, { log, witnesses, quorum }: Trusted): Believed {
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
  const counted = new Set(signed.map(({ key }) => key)).size
  if (counted < quorum) throw new TypeError(`${counted} of its witnesses have signed it, not ${quorum}`)
  return { ...checkpoint, witnesses: signed.map(({ name, time }) => ({ name, time })) }
}

/** A head that somebody kept: the log's word against itself, whoever else has seen it. Throws a TypeError. */
export const believeKept = (bytes: Uint8Array, trusted: Trusted): Believed => believe(bytes, { ...trusted, quorum: 0 })
