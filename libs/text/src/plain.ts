/** How the second search reads a text. Written apart from `fold.ts`, with which it shares nothing. */
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
}
const FOREIGN = /[\u0370-\u052fßœæøıł]/g

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
  const sign = String.fromCharCode(unit).toLowerCase().replace(UNUSUAL, plainSign)
  return sign === '' ? GONE : sign.length > 1 ? ODD : sign.charCodeAt(0)
})
/** Whether each is a letter, a digit or a bar. */
const STAYS = Uint8Array.from({ length: USUAL }, (_, unit) =>
  /[\p{L}\p{N}|]/u.test(String.fromCharCode(unit)) ? 1 : 0,
)

/** A text in small letters without accents. */
export const plain = (text: string): string => plainOfUsual(text) ?? text.toLowerCase().replace(UNUSUAL, plainSign)

/** The same, unit by unit; undefined where one of them asks for more. */
export function plainOfUsual(text: string): string | undefined {
  // Most words are plain as they stand.
  if (firstOdd(text) === text.length) return text
  const units = new Uint16Array(text.length)
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
  const folded = sign
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toLowerCase()
    .replace(FOREIGN, letter => LOOKS_LIKE[letter] ?? letter)
  if (plainSigns.size < SIGNS_KEPT) plainSigns.set(sign, folded)
  return folded
}

/** Letters, digits and bars of a plain text. */
export function squeezed(text: string): string {
  const units = new Uint16Array(text.length)
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= USUAL) return text.replace(/[^\p{L}\p{N}|]+/gu, '')
    if (STAYS[unit] === 1) units[count++] = unit
  }
  return written(units, count)
}
export const squeeze = (text: string): string => squeezed(plain(text))

/** Whether a part stands somewhere with neither letter nor digit beside it. */
export function isWordIn(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (!isInWord(text, at - 1) && !isInWord(text, at + part.length)) return true
  return false
}

/** A bar is in none. */
const isInWord = (text: string, at: number): boolean => STAYS[text.charCodeAt(at)] === 1 && text[at] !== '|'
