import { escapesOf, OPENING } from './escapes.ts'
import { LOOK_ALIKES } from './look-alikes.ts'
import { unitRoom } from './rooms.ts'

/**
 * A text in the form in which it is compared: compatibility characters taken apart, accents and invisible characters gone,
 * lower case, look-alike letters Latin, and what a program wrote in figures read. Each folded unit remembers where it came from.
 */
export interface Folded {
  readonly source: string
  readonly text: string
  /** UTF-16 offset in `source` of a folded offset, as the beginning of a piece. */
  from(at: number): number
  /** UTF-16 offset in `source` where a piece ends that ends before the folded offset `at`; takes in accents and invisible characters that follow. */
  upTo(at: number): number
  /** Characters that an escape says, by folded offset, as they would be shown. */
  readonly read?: ReadonlyMap<number, string>
}

const ALIKE: Readonly<Record<string, string>> = {
  ...LOOK_ALIKES,
  ...{ ß: 'ss', ø: 'o', đ: 'd', ð: 'd', ł: 'l', œ: 'oe', æ: 'ae', ı: 'i', þ: 'th' },
  ...{
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    ԁ: 'd',
  },
  ...{ ԛ: 'q', ԝ: 'w', һ: 'h', ӏ: 'l', є: 'e', ё: 'e', й: 'n', г: 'r', п: 'n', и: 'u' },
  ...{
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    γ: 'y',
    ω: 'w',
    σ: 'o',
    ς: 's',
    μ: 'u',
    ζ: 'z',
  },
  ...{
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
    ʟ: 'l',
    ɴ: 'n',
    ʀ: 'r',
    ᴀ: 'a',
    ᴇ: 'e',
    ᴏ: 'o',
    ᴜ: 'u',
    ꜱ: 's',
    ո: 'n',
    ս: 'u',
    օ: 'o',
    հ: 'h',
    ց: 'g',
  },
  ...{ ⱥ: 'a', ɐ: 'a', '∆': 'a', '⍺': 'a', ɲ: 'n', ŋ: 'n', ⱦ: 't', ɱ: 'm', ĸ: 'k' },
  ...{
    '’': "'",
    '‘': "'",
    '´': "'",
    '`': "'",
    '′': "'",
    ʼ: "'",
    ʹ: "'",
    ʻ: "'",
    ʽ: "'",
    ʾ: "'",
    ʿ: "'",
    ˈ: "'",
    ꞌ: "'",
    Ꞌ: "'",
    '″': '"',
  },
  ...{
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '–': '-',
    '—': '-',
    '−': '-',
    '﹣': '-',
    '⁻': '-',
    '․': '.',
    '。': '.',
    '·': '.',
    '⁄': '/',
    '∕': '/',
    '‹': '<',
    '›': '>',
  },
}

const GONE = /[\p{M}\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0\u2800]/gu
const DROP = 0
const SLOW = 0xffff
const UNKNOWN = 0xfffe
/** No character: what may open an escape. */
const OPENS = 0xfdd0
/** Folded unit of every UTF-16 unit that folds to one; filled in as they are met. */
const single = new Uint16Array(0x10000).fill(UNKNOWN)
const several = new Map<number, string>()

/** The folded form of one character: none, one or several units. */
function foldChar(char: string): string {
  if (char === '\n' || char === '\r' || char === '\t') return char === '\t' ? ' ' : char
  if (/^\s$/u.test(char)) return char === '\u2028' || char === '\u2029' || char === '\u0085' ? '\n' : ' '
  const alike = ALIKE[char] ?? ALIKE[char.toLowerCase()]
  if (alike !== undefined) return alike
  const plain = char.normalize('NFKD').replace(GONE, '').toLowerCase().replace(GONE, '')
  return [...plain].map(c => ALIKE[c] ?? c).join('')
}

/** What a unit folds to: a unit, DROP or SLOW. */
function foldUnit(unit: number): number {
  const known = single[unit] ?? UNKNOWN
  if (known !== UNKNOWN) return known
  const learnt = learn(unit)
  single[unit] = learnt
  return learnt
}

/** What each unit that may open an escape folds to where it opens none. */
const closed = new Map([...OPENING].map(sign => [sign.charCodeAt(0), foldChar(sign).charCodeAt(0)]))

function learn(unit: number): number {
  if (closed.has(unit)) return OPENS
  const folded = foldChar(String.fromCharCode(unit))
  if (folded.length === 0) return DROP
  if (folded.length === 1) return folded.charCodeAt(0)
  several.set(unit, folded)
  return SLOW
}

const unitsOf = unitRoom()

export function fold(source: string): Folded {
  const length = source.length
  const units = unitsOf(length)
  let all = 0
  let escapeAt: ReturnType<typeof escapesOf> | undefined
  for (let i = 0; i < length; i++) {
    const unit = source.charCodeAt(i)
    if (unit >= 0xd800 && unit <= 0xdfff) return foldUneven(source)
    let to = foldUnit(unit)
    if (to === DROP || to === SLOW) return foldUneven(source)
    if (to === OPENS) {
      escapeAt ??= escapesOf(source)
      if (escapeAt(i, -1) !== undefined) return foldUneven(source)
      to = closed.get(unit) ?? unit
    }
    units[i] = to
    all |= to
  }
  return { source, text: textOf(units, length, all), from: same, upTo: same }
}

const same = (at: number): number => at

/** The way for texts in which a folded unit is not one unit of the source. */
function foldUneven(source: string): Folded {
  let capacity = source.length * 2 + 16
  let units = new Uint16Array(capacity)
  let starts = new Int32Array(capacity + 1)
  let count = 0
  let all = 0
  const push = (unit: number, at: number): void => {
    all |= unit
    if (count === capacity) {
      capacity *= 2
      const more = new Uint16Array(capacity)
      more.set(units)
      units = more
      const moreStarts = new Int32Array(capacity + 1)
      moreStarts.set(starts)
      starts = moreStarts
    }
    units[count] = unit
    starts[count++] = at
  }
  const escapeAt = escapesOf(source)
  const read = new Map<number, string>()
  /** Where what stands before a folded unit ends, if tags stand between. */
  const stops = new Map<number, number>()
  let prior = -1
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i)
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < source.length) {
      const folded = isFlag(source, i) ? EMOJI : foldPair(source.slice(i, i + 2))
      for (let k = 0; k < folded.length; k++) push(folded.charCodeAt(k), i)
      i++
      continue
    }
    let to = foldUnit(unit)
    if (to === OPENS) {
      const found = escapeAt(i, prior)
      if (found !== undefined) {
        const { says, length } = found
        if (unit === TAG && !stops.has(count)) stops.set(count, i)
        const folded = says.length === 1 ? foldedOfUnit(says.charCodeAt(0)) : says === '' ? '' : foldPair(says)
        if (folded !== '') read.set(count, says)
        for (let k = 0; k < folded.length; k++) push(folded.charCodeAt(k), i)
        prior = i + length
        i = prior - 1
        continue
      }
      to = closed.get(unit) ?? unit
    }
    if (to === DROP) continue
    if (to !== SLOW) push(to, i)
    else for (const c of several.get(unit) ?? '') push(c.charCodeAt(0), i)
  }
  starts[count] = source.length
  const text = textOf(units, count, all)
  const from = (at: number): number => starts[at] ?? source.length
  return {
    source,
    text,
    from,
    read,
    // Several units of one character share their start: a piece that ends within it takes all of it.
    upTo: at => {
      let next = at
      while (next < count && at > 0 && starts[next] === starts[at - 1]) next++
      return stops.get(next) ?? from(next)
    },
  }
}

const TAG = '<'.charCodeAt(0)

/** As it stands, whatever it may open. */
function foldedOfUnit(unit: number): string {
  const to = foldUnit(unit)
  if (to === SLOW) return several.get(unit) ?? ''
  return to === DROP ? '' : String.fromCharCode(to === OPENS ? (closed.get(unit) ?? unit) : to)
}

/** Blocks of letters in circles and squares, white on black, from A to Z. */
const BADGES = [0x1f130, 0x1f150, 0x1f170]
const FLAG = 0x1f1e6

/** The letter of a badge or of a flag's code: no decomposition tells it. */
function letterIn(pair: string): string | undefined {
  const point = pair.codePointAt(0) ?? 0
  const block = [...BADGES, FLAG].find(first => point >= first && point < first + LETTERS)
  return block === undefined ? undefined : String.fromCharCode(point - block + SMALL_A)
}
const LETTERS = 26
const SMALL_A = 'a'.charCodeAt(0)

/** Two of those letters, and no more beside them, are a country's flag. */
function isFlag(source: string, at: number): boolean {
  const isLetter = (i: number): boolean => {
    const point = source.codePointAt(i) ?? 0
    return i >= 0 && point >= FLAG && point < FLAG + LETTERS
  }
  if (!isLetter(at)) return false
  const first = isLetter(at - 2) ? at - 2 : at
  return isLetter(first + 2) && !isLetter(first - 2) && !isLetter(first + 4)
}

const pairs = new Map<string, string>()
const PAIRS_KEPT = 4096
const EMOJI = '\u25a1'

function foldPair(pair: string): string {
  const known = pairs.get(pair)
  if (known !== undefined) return known
  const plain = letterIn(pair) ?? foldChar(pair)
  // Emoji and the like stay one sign that is no letter.
  const folded =
    plain === '' ? '' : /^[\p{L}\p{N}]+$/u.test(plain) && plain.length < 4 && plain !== pair ? plain : EMOJI
  if (pairs.size < PAIRS_KEPT) pairs.set(pair, folded)
  return folded
}

/** A text of bytes is compared and searched in half the time: where no unit needs two, none gets two. `all` has every bit that some unit has. */
export function textOf(units: Uint16Array, count: number, all: number): string {
  if (all < 256) {
    const bytes = Buffer.allocUnsafe(count)
    for (let i = 0; i < count; i++) bytes[i] = units[i] as number
    return bytes.toString('latin1')
  }
  return Buffer.from(units.buffer, units.byteOffset, count * 2).toString('utf16le')
}

/** A piece in folded offsets as a reader would be shown it: what escapes say in their place. */
export function shownOf({ source, from, read }: Folded, start: number, end: number): string {
  let shown = ''
  for (let at = start; at < end; at++) shown += read?.get(at) ?? source.charAt(from(at))
  return shown
}

/** The folded form alone. */
export const foldText = (source: string): string => fold(source).text

/** Words of a text in their folded form. */
export const wordsIn = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Letters and digits of a text in their folded form. */
export const lettersAndDigits = (text: string): string => wordsIn(text).join('')
