/**
 * A text in the form in which it is compared: compatibility-composed characters taken apart, accents and invisible format
 * characters gone, lower case, look-alike letters Latin. Each folded unit remembers where it came from.
 */
export interface Folded {
  readonly source: string
  readonly text: string
  /** UTF-16 offsets in `source` of each unit of `text`. */
  readonly start: readonly number[]
  readonly end: readonly number[]
}

const ALIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  œ: 'oe',
  æ: 'ae',
  ı: 'i',
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
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'y',
  χ: 'x',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
}

const MARK_OR_FORMAT = /[\p{M}\p{Cf}]/gu
const SPACE = /^[^\S\n\r]$/u

export function fold(source: string): Folded {
  const start: number[] = []
  const end: number[] = []
  let text = ''
  let at = 0
  for (const char of source) {
    const next = at + char.length
    const units = foldChar(char)
    // What folds to nothing (an accent, a soft hyphen) belongs to the letter before it, so that a mask takes it along.
    if (units === '' && end.length > 0) end[end.length - 1] = next
    for (let i = 0; i < units.length; i++) {
      start.push(at)
      end.push(next)
    }
    text += units
    at = next
  }
  return { source, text, start, end }
}

/** The folded form alone. */
export const foldText = (source: string): string => [...source].map(foldChar).join('')

function foldChar(char: string): string {
  if (SPACE.test(char)) return ' '
  const alike = ALIKE[char]
  if (alike !== undefined) return alike
  const plain = char.normalize('NFKD').replace(MARK_OR_FORMAT, '').toLowerCase()
  return [...plain].map(c => ALIKE[c] ?? (SPACE.test(c) ? ' ' : c)).join('')
}
