/** C2SP signed-note: a text, and signatures of it. Nothing of it may be believed before `signedBy` has said so. */
export interface Note {
  /** With its last line break. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSignature {
  readonly name: string
  /** Four bytes; with the name they say which key signed, and how. */
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

/** Far more than a log has witnesses; the specification asks for 16 at least. */
const MOST_SIGNATURES = 64
const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is checked
const CONTROL = /[\0-\x09\x0b-\x1f]/

/** No space of Unicode, and no plus. */
export const isKeyName = (name: string): boolean => /^[^\p{White_Space}+]+$/u.test(name)

/** Throws a TypeError on anything that is not a note to the letter. */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n') || CONTROL.test(note)) throw new TypeError('not a signed note')
  const signatures = parseSignatures(note.slice(end + 2))
  if (signatures.length === 0 || signatures.length > MOST_SIGNATURES) throw new TypeError('not a signed note')
  return { text: note.slice(0, end + 1), signatures }
}

/** Lines as they stand under a note, each ended; a witness answers nothing but such lines. Throws a TypeError. */
export function parseSignatures(lines: string): NoteSignature[] {
  if (!lines.endsWith('\n')) throw new TypeError('not signatures of a note')
  return lines.slice(0, -1).split('\n').map(parseLine)
}

function parseLine(line: string): NoteSignature {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? []
  const bytes = fromStrictBase64(encoded)
  if (!isKeyName(name) || bytes.length < 5) throw new TypeError('not a signature of a note')
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `\u2014 ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`

export const formatNote = ({ text, signatures }: Note): string => `${text}\n${signatures.map(signatureLine).join('')}`

/** Only the one encoding that there is of some bytes: else a changed character could mean the same. Throws a TypeError. */
export function fromStrictBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new TypeError('not base64')
  return bytes
}
