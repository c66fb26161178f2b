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
/** Beyond it no letter changes by folding but its case. */
const ACCENTED = 0x2200

export const kindOf = new Uint8Array(UNITS)
/** Lower case without accents; what folds to two letters keeps the first. */
export const foldedOf = new Uint16Array(UNITS)

for (let unit = 0; unit < UNITS; unit++) {
  const char = String.fromCharCode(unit)
  const low = char.toLowerCase()
  const base = unit < ACCENTED ? (low.normalize('NFKD')[0] ?? low) : (low[0] ?? char)
  foldedOf[unit] = ({ œ: 'o', æ: 'a', ß: 's', ø: 'o', ł: 'l', ı: 'i', đ: 'd' }[base] ?? base).charCodeAt(0)
  if (/\p{N}/u.test(char)) kindOf[unit] = KIND.digit
  else if (/[\p{M}\p{Cf}]/u.test(char)) kindOf[unit] = KIND.joined
  else if (/\p{L}/u.test(char)) kindOf[unit] = low === char ? KIND.lower : KIND.upper
}
for (const [kind, signs] of SIGNS) for (const sign of signs) kindOf[sign.charCodeAt(0)] = kind
