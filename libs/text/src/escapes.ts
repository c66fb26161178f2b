/**
 * Letters that a program wrote as something else: in a URL, in JSON, in HTML, in mail, or read in the wrong encoding. Each is looked at once and
 * within a bounded number of units.
 */
interface Escape {
  /** UTF-16 units of the source. */
  readonly length: number
  /** What a reader would be shown: a character, a line break, or nothing. */
  readonly says: string
}

/** Units with which an escape may begin. */
export const OPENING = '%=\\&<ÃÂ€$'

/** Reads the escapes of one text from left to right; `prior` is where the one before ended. Undefined where none begins. */
export function escapesOf(source: string): (at: number, prior: number) => Escape | undefined {
  const isInPath = pathsOf(source)
  return (at, prior) => {
    switch (source[at]) {
      case '%':
        return ofUrl(source, at, prior)
      case '=':
        return encoded(source, at, mailByte)
      case '\\':
        return ofProgram(source, at, isInPath)
      case '&':
        return ofEntity(source, at)
      case '<':
        return ofTag(source, at)
      case '€':
      case '$':
        return likeLetter(source, at)
      default:
        return misread(source, at)
    }
  }
}

/** "N€$tor": between letters a currency is the letter it looks like. */
function likeLetter(source: string, at: number): Escape | undefined {
  const isBetween = IN_WORD.test(source[at - 1] ?? '') && IN_WORD.test(source[at + 1] ?? '')
  return isBetween ? { length: 1, says: source[at] === '$' ? 's' : 'e' } : undefined
}
const IN_WORD = /[\p{L}€$]/u

const LETTER = /[\p{L}\p{M}\p{N}]/u
const FIGURE = /\d/
/** Signs that end a URL end none when they are written in figures. */
const PARTS = /[\s<>"«»|%]/

const ASCII = Array.from({ length: 128 }, (_, unit) => String.fromCharCode(unit)).map(sign =>
  PARTS.test(sign) ? '%' : sign,
)

function ofUrl(source: string, at: number, prior: number): Escape | undefined {
  const found = encoded(source, at, urlByte)
  if (found !== undefined) return PARTS.test(found.says) ? { ...found, says: '%' } : found
  const byte = urlByte(source, at)
  // "50 %de", "20%30": a share of a hundred.
  if (byte === undefined || (prior !== at && FIGURE.test(source[at - 1] ?? ''))) return undefined
  if (byte.value < 0x80) {
    return { length: byte.length, says: ASCII[byte.value] ?? '%' }
  }
  const hex = source.slice(at + byte.length - 2, at + byte.length)
  return byte.value >= 0xc0 && /[\dA-F]/.test(hex) ? latin(byte) : undefined
}

interface Byte {
  readonly length: number
  readonly value: number
}

type ByteAt = (source: string, at: number) => Byte | undefined

function byteOf(source: string, at: number, figures: number): Byte | undefined {
  const high = FIGURES[source.charCodeAt(figures)] ?? NONE
  const low = FIGURES[source.charCodeAt(figures + 1)] ?? NONE
  return high === NONE || low === NONE ? undefined : { length: figures + 2 - at, value: 16 * high + low }
}
const NONE = 0xff
/** What each unit is worth as a figure of sixteen. */
const FIGURES = Uint8Array.from({ length: 128 }, (_, unit) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(unit).toLowerCase()),
)

/** One whose own sign was written so, too, once or twice, is the same byte. */
function urlByte(source: string, at: number): Byte | undefined {
  if (source[at] !== '%') return undefined
  if (!source.startsWith('25', at + 1)) return byteOf(source, at, at + 1)
  const twice = source.startsWith('25', at + 3) ? byteOf(source, at, at + 5) : undefined
  return twice ?? byteOf(source, at, at + 3) ?? byteOf(source, at, at + 1)
}

const mailByte: ByteAt = (source, at) => (source[at] === '=' ? byteOf(source, at, at + 1) : undefined)

function programByte(source: string, at: number): Byte | undefined {
  const sign = source[at + 1] === '\\' ? at + 2 : at + 1
  return source[at] === '\\' && source[sign] === 'x' ? byteOf(source, at, sign + 1) : undefined
}

const latin = ({ length, value }: Byte): Escape => ({ length, says: String.fromCharCode(value) })

/** Several bytes that are one character of UTF-8. */
function encoded(source: string, at: number, byteAt: ByteAt): Escape | undefined {
  const first = byteAt(source, at)
  if (first === undefined || first.value < 0xc2 || first.value > 0xf4) return undefined
  const more = first.value < 0xe0 ? 1 : first.value < 0xf0 ? 2 : 3
  let { length } = first
  let point = first.value & (0x3f >> more)
  for (let k = 0; k < more; k++) {
    const next = byteAt(source, at + length)
    if (next === undefined || next.value >> 6 !== 0b10) return undefined
    length += next.length
    point = (point << 6) | (next.value & 0x3f)
  }
  return point > LAST_POINT ? undefined : { length, says: String.fromCodePoint(point) }
}
const LAST_POINT = 0x10ffff

const UNIT = /\\{1,2}u(?:([\da-f]{4})|\{([\da-f]{1,6})\})/iy

/** `\u00f1`, `\xf1`, a line break as `\n`. In the path of a file a backslash parts names. */
function ofProgram(source: string, at: number, isInPath: (at: number) => boolean): Escape | undefined {
  const next = source[at + 1]
  const unit = next === 'u' || next === '\\' ? unitAt(source, at) : undefined
  if (unit !== undefined) return unit
  if (next === '\\') {
    const byte = source[at + 2] === 'x' ? ofByte(source, at) : undefined
    return byte ?? { length: 2, says: '\\' }
  }
  if (next === undefined || !'xnrt'.includes(next) || isInPath(at)) return undefined
  return next === 'x' ? ofByte(source, at) : { length: 2, says: next === 't' ? '\t' : '\n' }
}

function unitAt(source: string, at: number): Escape | undefined {
  UNIT.lastIndex = at
  const found = UNIT.exec(source)
  if (found === null) return undefined
  const point = Number.parseInt(found[1] ?? found[2] ?? '', 16)
  const { length } = found[0]
  if (point > LAST_POINT) return undefined
  if (point >> 10 !== 0xd800 >> 10) return { length, says: String.fromCodePoint(point) }
  UNIT.lastIndex = at + length
  const second = UNIT.exec(source)
  const low = Number.parseInt(second?.[1] ?? '', 16)
  return second !== null && low >> 10 === 0xdc00 >> 10
    ? { length: length + second[0].length, says: String.fromCharCode(point, low) }
    : { length, says: '' }
}

function ofByte(source: string, at: number): Escape | undefined {
  const byte = programByte(source, at)
  return encoded(source, at, programByte) ?? (byte !== undefined && byte.value >= 0x20 ? latin(byte) : undefined)
}

/** What only a path holds: a drive, a host, or a backslash before what no program escapes. */
const OF_PATH = /^[a-z]:\\|^\\\\[a-z]|\\[^nrtbfux"'/\\\d]/i
const ENDS_RUN = new Set(' \t\n\r\u00a0"\'<>')

/** "C:\Mis documentos\nadia": a path with blanks in it. */
const IN_DRIVE = /(?:^|[^a-z])[a-z]:\\[^\n"<>|]*$/i
const FAR = 128

/** Whether the run without a blank in which a backslash stands is a path. Each run is read once. */
function pathsOf(source: string): (at: number) => boolean {
  let end = -1
  let isPath = false
  return at => {
    if (at < end) return isPath
    let start = at
    while (start > Math.max(0, end) && at - start < LONGEST_NAME && !ENDS_RUN.has(source[start - 1] ?? '')) start--
    for (end = at; end < source.length && !ENDS_RUN.has(source[end] ?? ''); ) end++
    isPath = OF_PATH.test(source.slice(start, end)) || IN_DRIVE.test(source.slice(Math.max(0, start - FAR), start))
    return isPath
  }
}
/** Of a directory. */
const LONGEST_NAME = 255

const ENTITY =
  /&(?:amp;)?(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z])(?:grave|acute|circ|tilde|uml|ring|cedil|slash|caron)|(aelig|oelig|szlig|eth|thorn|nbsp|shy|zwj|zwnj|amp|lt|gt|quot|apos));/iy
const NAMED: Readonly<Record<string, string>> = {
  ...{ aelig: 'æ', oelig: 'œ', szlig: 'ß', eth: 'ð', thorn: 'þ', nbsp: ' ', shy: '', zwj: '', zwnj: '' },
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
}

function ofEntity(source: string, at: number): Escape | undefined {
  ENTITY.lastIndex = at
  const found = ENTITY.exec(source)
  if (found === null) return undefined
  const [{ length }, decimal, hex, letter, name = ''] = found
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  if (point > LAST_POINT) return undefined
  if (!Number.isNaN(point)) return { length, says: String.fromCodePoint(point) }
  return { length, says: letter ?? NAMED[name.toLowerCase()] ?? '' }
}

/** Only what holds no text of its own goes unread; a style is looked at by the second search. */
const TAG =
  /<\/?(?:(br|p|div|li|td|th|tr|hr|h[1-6])|b|i|u|s|em|strong|span|font|mark|small|big|sub|sup|wbr)(?: (?:style|class|lang|dir)="[^"<>\n]{0,80}"){0,3} ?\/?>/iy

function ofTag(source: string, at: number): Escape | undefined {
  TAG.lastIndex = at
  const found = TAG.exec(source)
  return found === null ? undefined : { length: found[0].length, says: found[1] === undefined ? '' : '\n' }
}

/** What Windows shows for the bytes 0x80 to 0x9f. */
const SHOWN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
/** Signs that stand behind a word, too: behind a capital that ends one they are themselves. */
const ENDS_WORD = /[«»“”‘’…–—\s]/

/** Two bytes of UTF-8 shown as two letters: "DÃ©sir". */
function misread(source: string, at: number): Escape | undefined {
  const next = source[at + 1] ?? ''
  const shown = SHOWN.indexOf(next)
  const byte = next !== '' && shown >= 0 ? 0x80 + shown : next.charCodeAt(0)
  if (!(byte >= 0x80 && byte < 0xc0)) return undefined
  if (ENDS_WORD.test(next) && (next === '\u00a0' || !LETTER.test(source[at + 2] ?? ''))) return undefined
  return { length: 2, says: String.fromCharCode(((source.charCodeAt(at) & 0x1f) << 6) | (byte & 0x3f)) }
}
