/**
 * A text in the form in which it is compared: compatibility characters taken apart, accents and invisible characters gone,
 * lower case, look-alike letters Latin. Each folded unit remembers where it came from.
 */
export interface Folded {
  readonly source: string
  readonly text: string
  /** UTF-16 offset in `source` of a folded offset, as the beginning of a piece. */
  from(at: number): number
  /** UTF-16 offset in `source` where a piece ends that ends before the folded offset `at`; takes in accents and invisible characters that follow. */
  upTo(at: number): number
}

const ALIKE: Readonly<Record<string, string>> = {
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
  ...{ '’': "'", '‘': "'", '´': "'", '`': "'", '′': "'", ʼ: "'", ʹ: "'", '″': '"' },
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
/** Folded unit of every UTF-16 unit that folds to one; filled in as they are met. */
const single = new Uint16Array(0x10000).fill(UNKNOWN)
const several = new Map<number, string>()

/** The folded form of one character: none, one or several units. */
function foldChar(char: string): string {
  if (char === '\n' || char === '\r' || char === '\t') return char === '\t' ? ' ' : char
  if (/^\s$/u.test(char)) return char === '\u2028' || char === '\u2029' || char === '\u0085' ? '\n' : ' '
  const low = char.toLowerCase()
  const alike = ALIKE[low]
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

function learn(unit: number): number {
  const folded = foldChar(String.fromCharCode(unit))
  if (folded.length === 0) return DROP
  if (folded.length === 1) return folded.charCodeAt(0)
  several.set(unit, folded)
  return SLOW
}

export function fold(source: string): Folded {
  const length = source.length
  const units = new Uint16Array(length)
  let all = 0
  for (let i = 0; i < length; i++) {
    const unit = source.charCodeAt(i)
    if (unit >= 0xd800 && unit <= 0xdfff) return foldUneven(source)
    const to = foldUnit(unit)
    if (to === DROP || to === SLOW) return foldUneven(source)
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
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i)
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < source.length) {
      const folded = foldPair(source.slice(i, i + 2))
      for (let k = 0; k < folded.length; k++) push(folded.charCodeAt(k), i)
      i++
      continue
    }
    const to = foldUnit(unit)
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
    // Several units of one character share their start: a piece that ends within it takes all of it.
    upTo: at => {
      let next = at
      while (next < count && at > 0 && starts[next] === starts[at - 1]) next++
      return from(next)
    },
  }
}

const pairs = new Map<string, string>()
const PAIRS_KEPT = 4096

function foldPair(pair: string): string {
  const known = pairs.get(pair)
  if (known !== undefined) return known
  const plain = foldChar(pair)
  // Emoji and the like stay one sign that is no letter.
  const folded =
    plain === '' ? '' : /^[\p{L}\p{N}]+$/u.test(plain) && plain.length < 4 && plain !== pair ? plain : '\u25a1'
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

/** The folded form alone. */
export const foldText = (source: string): string => fold(source).text

/** Words of a text in their folded form. */
export const wordsIn = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Letters and digits of a text in their folded form. */
export const lettersAndDigits = (text: string): string => wordsIn(text).join('')
