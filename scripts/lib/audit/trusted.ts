import { type Checkpoint, type NoteKey, parseCheckpoint, parseNote, readNoteKey, signedBy } from '@amparo/crypto/tlog'

/** Who is believed about a log. */
export interface Trusted {
  readonly log: NoteKey
  readonly witnesses: readonly NoteKey[]
  /** So many of the witnesses have to have signed a head. */
  readonly quorum: number
}

/**
 * From lines `log KEY`, `witness KEY`, `quorum N`; empty ones and those after `#` say nothing. Without a quorum it is one witness where
 * any is named. Throws a TypeError on anything else, also where one key stands twice: under two names it would count for two.
 */
export function readTrusted(text: string): Trusted {
  const lines = text
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([word]) => word !== '')
  const of = (word: string) => lines.filter(([first]) => first === word).map(([, value = '']) => value)
  const [[named, ...others], witnesses, [quorum, ...more]] = [of('log'), of('witness').map(readNoteKey), of('quorum')]
  if (named === undefined || others.length > 0) throw new TypeError('name one log')
  if (more.length > 0) throw new TypeError('name one quorum')
  if (lines.some(([word = '', , rest]) => !['log', 'witness', 'quorum'].includes(word) || rest !== undefined))
    throw new TypeError('lines are `log KEY`, `witness KEY` or `quorum N`')
  const log = readNoteKey(named)
  const keys = [log, ...witnesses]
  if (keys.some((key, n) => keys.slice(0, n).some(({ publicKey }) => publicKey.equals(key.publicKey))))
    throw new TypeError('one key stands twice')
  const needed = quorum === undefined ? Math.min(1, witnesses.length) : Number(quorum)
  if (!Number.isInteger(needed) || needed < 0 || needed > witnesses.length)
    throw new TypeError('the quorum is a number of the witnesses')
  return { log, witnesses, quorum: needed }
}

export interface Believed extends Checkpoint {
  /** Who signed beside the log, and when (seconds since 1970). */
  readonly witnesses: readonly { readonly name: string; readonly time: number }[]
}

/** A head that log and enough witnesses have signed. Throws a TypeError that says what is missing. */
export function believe(bytes: Uint8Array, { log, witnesses, quorum }: Trusted): Believed {
  const note = parseNote(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  if (signedBy(note, log) === undefined) throw new TypeError('the log has not signed it')
  const checkpoint = parseCheckpoint(note.text)
  if (checkpoint.origin !== log.name) throw new TypeError(`it is of another log, ${checkpoint.origin}`)
  const signed = witnesses.flatMap(witness => {
    const found = signedBy(note, witness)
    return found === undefined ? [] : [{ name: witness.name, time: found.time ?? 0 }]
  })
  if (signed.length < quorum) throw new TypeError(`${signed.length} of its witnesses have signed it, not ${quorum}`)
  return { ...checkpoint, witnesses: signed }
}
