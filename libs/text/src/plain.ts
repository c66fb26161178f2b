import { LOOK_ALIKES } from './look-alikes.ts'

/** How the second search reads a text. Written apart from `fold.ts`, with which it shares nothing but Unicode's look-alikes. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  к: 'k',
  м: 'm',
  т: 't',
  н: 'h',
  в: 'b',
  ι: 'i',
  ο: 'o',
  α: 'a',
  ρ: 'p',
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ı: 'i',
  ł: 'l',
  ς: 'o',
  ⱥ: 'a',
  ɐ: 'a',
  '∆': 'a',
  '⍺': 'a',
  ɲ: 'n',
  ŋ: 'n',
  ⱦ: 't',
  ɱ: 'm',
  ĸ: 'k',
}
const FOREIGN = /[\u0370-\u052fßœæøıłⱥɐ∆⍺ɲŋⱦɱĸ]/g

const plainSigns = new Map<string, string>()
const SIGNS_KEPT = 4096

const UNUSUAL = /[^ -~\s]/gu
const GONE = 0xfffe
const ODD = 0xffff
/** Letters with accents, and the quotes and dashes of print: hardly a text holds others. */
const USUAL = 0x2040

/** What each of them becomes: another unit, GONE, or ODD where several, or the units beside it, say that. */
const PLAIN = Uint16Array.from({ length: USUAL }, (_, unit) => {
  if (unit >= 0x180 && unit < 0x2000) return ODD
  const sign = String.fromCharCode(unit).replace(UNUSUAL, plainSign).toLowerCase()
  return sign === '' ? GONE : sign.length > 1 ? ODD : sign.charCodeAt(0)
})
/** Whether each is a letter, a digit or a bar. */
const STAYS = Uint8Array.from({ length: USUAL }, (_, unit) =>
  /[\p{L}\p{N}|]/u.test(String.fromCharCode(unit)) ? 1 : 0,
)

/** Whether each is none of the signs that may part the figures of a number. */
const CLOSES = Uint8Array.from({ length: USUAL }, (_, unit) => (/[\s().+\-/]/.test(String.fromCharCode(unit)) ? 0 : 1))
/** Whether a capital begins there. */
const CAPITAL = Uint8Array.from({ length: USUAL }, (_, unit) => (/\p{Lu}/u.test(String.fromCharCode(unit)) ? 1 : 0))

/** A text in small letters without accents. */
export const plain = (text: string): string => plainOfUsual(text) ?? text.replace(UNUSUAL, plainSign).toLowerCase()

/** The same, unit by unit; undefined where one of them asks for more. */
export function plainOfUsual(text: string): string | undefined {
  // Most words are plain as they stand.
  if (firstOdd(text) === text.length) return text
  const units = roomFor(text.length)
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const to = unit < USUAL ? (PLAIN[unit] as number) : ODD
    if (to === ODD) return undefined
    if (to !== GONE) units[count++] = to
  }
  return written(units, count)
}

/** Where the first unit stands that becomes another. */
function firstOdd(text: string): number {
  let at = 0
  for (let unit = text.charCodeAt(0); unit < USUAL && PLAIN[unit] === unit; unit = text.charCodeAt(at)) at++
  return at
}

const ROOM = 1 << 14
const room = new Uint16Array(ROOM)
/** Texts as long as most are written in one place again and again: new memory for each costs as much as to read it. */
const roomFor = (length: number): Uint16Array => (length <= ROOM ? room : new Uint16Array(length))

function written(units: Uint16Array, count: number): string {
  const bytes = Buffer.allocUnsafe(count)
  for (let i = 0; i < count; i++) {
    const unit = units[i] as number
    if (unit > 255) return Buffer.from(units.buffer, 0, 2 * count).toString('utf16le')
    bytes[i] = unit
  }
  return bytes.toString('latin1')
}

/** Of one sign alone: the few that a text has beside the letters of ASCII come again and again. */
function plainSign(sign: string): string {
  const known = plainSigns.get(sign)
  if (known !== undefined) return known
  const folded = LOOK_ALIKES[sign] ?? plainOf(sign)
  if (plainSigns.size < SIGNS_KEPT) plainSigns.set(sign, folded)
  return folded
}

function plainOf(sign: string): string {
  return sign
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toLowerCase()
    .replace(FOREIGN, letter => LOOKS_LIKE[letter] ?? LOOK_ALIKES[letter] ?? letter)
}

/** Letters, digits and bars of a plain text. */
export const squeezed = (text: string): string => kept(text, STAYS) ?? text.replace(/[^\p{L}\p{N}|]+/gu, '')

/** What is left of a text when nothing parts the figures of a number. */
export const closedUp = (text: string): string => kept(text, CLOSES) ?? text.replace(/[\s().+\-/]+/g, '')

/** The units of a text that a table keeps; undefined where one of them is not in it. */
function kept(text: string, table: Uint8Array): string | undefined {
  const units = roomFor(text.length)
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= USUAL) return undefined
    if (table[unit] === 1) units[count++] = unit
  }
  return written(units, count)
}

export const squeeze = (text: string): string => squeezed(plain(text))

/** Units of the longest word with a capital that is looked at, of two each where a letter has two. */
const LONGEST = 42

/** Where, from `from` on, a word begins that may have a capital, as may the one behind it and one blank; -1 where none does. */
export function capitalsFrom(text: string, from: number): number {
  let blank = from
  for (let at = from; at < text.length; at++) {
    if (blank <= at) blank = text.indexOf(' ', at + 1)
    if (blank < 0) return -1
    if (blank - at <= LONGEST && mayBeCapital(text, at) && mayBeCapital(text, blank + 1)) return at
  }
  return -1
}

const mayBeCapital = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit >= USUAL || CAPITAL[unit] === 1
}

/** Where, from `from` on, a part stands with neither letter nor digit beside it; -1 where it does not. */
export function wordAt(text: string, part: string, from = 0): number {
  let at = text.indexOf(part, from)
  while (at >= 0 && (isInWord(text, at - 1) || isInWord(text, at + part.length))) at = text.indexOf(part, at + 1)
  return at
}

/** A bar is in none. */
const isInWord = (text: string, at: number): boolean => STAYS[text.charCodeAt(at)] === 1 && text[at] !== '|'
