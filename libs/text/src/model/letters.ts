/** What one UTF-16 unit is, for cutting a text into words. */
export const KIND = {
  other: 0,
  lower: 1,
  upper: 2,
  digit: 3,
  joined: 4,
  space: 5,
  line: 6,
  stop: 7,
  comma: 8,
  colon: 9,
  hyphen: 10,
  apostrophe: 11,
  bracket: 12,
  slash: 13,
  quote: 14,
} as const

const SIGNS: readonly (readonly [kind: number, signs: string])[] = [
  [KIND.space, ' \t\u00a0\u2009\u202f'],
  [KIND.line, '\n\r\u2028\u2029'],
  [KIND.stop, '.!?¿¡…'],
  [KIND.comma, ',;'],
  [KIND.colon, ':'],
  [KIND.hyphen, '-\u2010\u2011'],
  [KIND.apostrophe, "'’ʼ`´"],
  [KIND.bracket, '()[]{}'],
  [KIND.slash, '/\\|'],
  [KIND.quote, '"“”«»'],
]

const UNITS = 0x10000
/** From here on no letter changes by folding but its case. */
const ACCENTED = 0x2200

export const kindOf = new Uint8Array(UNITS)
/** Lower case without accents; what folds to two letters keeps the first. */
export const foldedOf = Uint16Array.from({ length: UNITS }, (_, unit) => unit)

/** Each unit after the other. The one pair of surrogates that comes of it is no letter, mark or digit. */
const ALL = Buffer.from(foldedOf.buffer).toString('utf16le')
const CLASSES: readonly (readonly [kind: number, units: RegExp])[] = [
  [KIND.lower, /\p{L}+/gu],
  [KIND.joined, /[\p{M}\p{Cf}]+/gu],
  [KIND.digit, /\p{N}+/gu],
]
/** All below ACCENTED, and what has another case. */
const CHANGED = /[\0-\u21ff]|\p{Changes_When_Lowercased}/gu

// Run by run, and only what changes one by one: a service waits for it when it starts.
for (const [kind, units] of CLASSES)
  for (const { 0: run, index } of ALL.matchAll(units)) kindOf.fill(kind, index, index + run.length)
for (const { 0: char, index: unit } of ALL.matchAll(CHANGED)) {
  const low = char.toLowerCase()
  const base = unit < ACCENTED ? (low.normalize('NFKD')[0] ?? low) : (low[0] ?? char)
  foldedOf[unit] = ({ œ: 'o', æ: 'a', ß: 's', ø: 'o', ł: 'l', ı: 'i', đ: 'd' }[base] ?? base).charCodeAt(0)
  if (kindOf[unit] === KIND.lower && low !== char) kindOf[unit] = KIND.upper
}
for (const [kind, signs] of SIGNS) for (const sign of signs) kindOf[sign.charCodeAt(0)] = kind
