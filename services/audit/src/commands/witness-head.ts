import type { KeyObject } from 'node:crypto'
import {
  beginningOf,
  type Checkpoint,
  formatNote,
  fromStrictBase64,
  type Note,
  type NoteKey,
  type NoteSignature,
  parseCheckpoint,
  parseNote,
  provesConsistency,
  signatureLine,
  signedBy,
  signNote,
} from '@amparo/crypto/tlog'
import { httpErrors } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { insertRefused, insertWitnessed, latestWitnessed, type WitnessedHead } from '../store/heads.ts'

export interface WitnessDeps {
  readonly store: Pick<Store, 'run'>
  /** Whose heads this hub signs. */
  readonly logs: readonly NoteKey[]
  readonly key: NoteKey
  readonly privateKey: KeyObject
  readonly now: Clock
  /** A log has signed what cannot go on from what it signed before. */
  readonly alarm: (log: { readonly origin: string; readonly size: number }) => void
}

export type Witnessed =
  /** Lines as they stand under a note. */
  | { readonly kind: 'signed'; readonly lines: string }
  /** The head was said to go on from another than the last one, whose size this is. */
  | { readonly kind: 'elsewhere'; readonly size: number }

interface Asked {
  readonly previous: number
  readonly proof: readonly Uint8Array[]
  readonly note: Note
  readonly head: Checkpoint
}

/**
 * C2SP tlog-witness, add-checkpoint: signs a head that goes on from the last one it has signed of that log, and no other. The head is kept
 * before the signature goes out. Anybody may send a head that a log has signed, with whatever proof: only what the hashes themselves lead to
 * says that the log was rewritten. Throws head_unreadable, not_found for a log that nobody named, head_unsigned, head_inconsistent.
 */
export const witnessHead = (deps: WitnessDeps) => {
  const { store, logs, key, privateKey, now, alarm } = deps
  const sign = (text: string) => signatureLine(signNote(text, key, privateKey, now()))
  return async (body: string): Promise<Witnessed> => {
    const { previous, proof, note, head } = parseAsked(body)
    const { origin, size, root } = head
    const log = logs.find(({ name }) => name === origin)
    if (log === undefined) throw httpErrors.not_found()
    const signed = signedByLog(note, log)
    if (signed === undefined) throw errors.head_unsigned()
    if (previous > size) throw errors.head_unreadable()
    const answer = await store.run(async (tx): Promise<Witnessed | 'rewritten' | 'unshown'> => {
      const last = await latestWitnessed(tx, origin)
      const from = { size: last?.size ?? 0, root: last?.root ?? new Uint8Array() }
      if (from.size !== previous) return { kind: 'elsewhere', size: from.size }
      const shown = shownBy({ from: size === 0 ? head : from, to: head, proof })
      if (shown !== 'goes_on') {
        const beginning = shown?.beginning
        // What of the same log is only sent wrongly is nothing to be kept.
        if (beginning !== undefined || (size > from.size && from.size > 0))
          await insertRefused(tx, { origin, previous, size, root, beginning, proof, note: signed })
        return beginning === undefined ? 'unshown' : 'rewritten'
      }
      const seen: WitnessedHead = { origin, previous, size, root, note: signed }
      if (size > from.size && !(await insertWitnessed(tx, seen))) return elsewhere(await latestWitnessed(tx, origin))
      return { kind: 'signed', lines: sign(note.text) }
    })
    if (typeof answer !== 'string') return answer
    if (answer === 'unshown') throw errors.head_inconsistent()
    alarm({ origin, size })
    // Two heads of one size are a conflict to the specification, and to us something that somebody has to look at all the same.
    if (previous === size) return { kind: 'elsewhere', size }
    throw errors.head_inconsistent()
  }
}

/**
 * Whether one head goes on from the other; or what the larger log begins with instead; undefined: the proof leads nowhere, which says
 * nothing of the log, but of whoever sent it.
 */
function shownBy(heads: Parameters<typeof beginningOf>[0]): 'goes_on' | { readonly beginning: Uint8Array } | undefined {
  if (provesConsistency(heads)) return 'goes_on'
  const beginning = beginningOf(heads)
  return beginning === undefined || Buffer.compare(beginning, heads.from.root) === 0 ? undefined : { beginning }
}

const elsewhere = (last: WitnessedHead | undefined): Witnessed => ({ kind: 'elsewhere', size: last?.size ?? 0 })

/** The note with the log's own signature alone: what else stands under it is anybody's. Undefined: the log has not signed it. */
function signedByLog(note: Note, log: NoteKey): string | undefined {
  try {
    if (signedBy(note, log) === undefined) return undefined
  } catch {
    return undefined
  }
  const isLogs = ({ name, keyId }: NoteSignature) => name === log.name && Buffer.compare(keyId, log.keyId) === 0
  return formatNote({ text: note.text, signatures: note.signatures.filter(isLogs).slice(0, 1) })
}

const OLD = /^old (0|[1-9]\d{0,15})$/
/** A tree of 2^63 leaves has no longer proof. */
const MOST_HASHES = 63

function parseAsked(body: string): Asked {
  try {
    const end = body.indexOf('\n\n')
    const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n')
    const [, old] = OLD.exec(first) ?? []
    const proof = lines.map(fromStrictBase64)
    const note = parseNote(body.slice(end + 2))
    if (old === undefined || proof.length > MOST_HASHES || proof.some(hash => hash.length !== 32))
      throw new TypeError('not a request to a witness')
    return { previous: Number(old), proof, note, head: parseCheckpoint(note.text) }
  } catch (cause) {
    throw errors.head_unreadable({ cause })
  }
}
