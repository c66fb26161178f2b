import type { Folded } from './fold.ts'
import { MONTHS } from './lexicon/dates.ts'
import type { Mark } from './marks.ts'
import { BETWEEN_NUMBERS, NUMBER_WORD } from './patterns.ts'

const MONTH = `(?:${MONTHS.join('|')
  .split('|')
  .sort((a, b) => b.length - a.length)
  .join('|')})`
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
const YEAR = "(?<y>'?\\d{2}(?:\\d{2})?)(?!\\d)"
const OF = '(?:\\s*,?\\s*(?:de[l]?|do|du|of|the)?\\s*)'

const FORMS: readonly RegExp[] = [
  // 2026-02-14
  /(?<!\d)(?<y>\d{4})\s?[-/.]\s?(?<m>\d{1,2})\s?[-/.]\s?(?<d>\d{1,2})(?!\d)/gu,
  // 14/03/1999, 12 / 7 / 79, 03-II-2026, 15/SET/1991
  /(?<![\d/])(?<d>[l\d]\d?)[°º]?o?\s?(?<sep>[-/.])\s?(?<m>\d{1,2}|[ivxl]{1,4}|\p{L}{3,10})\s?\k<sep>\s?(?<y>\d{4}|\d{2})(?!\d)/gu,
  // 14 de marzo de 1999, 3rd December 2010, 30abr2002, 21 Jan '87, 14 marzo
  new RegExp(
    `(?<![\\d.,])(?<d>\\d{1,2})\\s?(?:st|nd|rd|th|er|ro|\\.?[o°º])?\\s*(?:de|do|of|du)?\\s*(?<m>${MONTH})(?!\\p{L})\\.?(?:${OF}${YEAR})?`,
    'gu',
  ),
  // Feb. 9th, 2026, June 17
  new RegExp(
    `\\b(?<m>${MONTH})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\s?(?:%|usd|eur|h\\b))(?:${OF}${YEAR})?`,
    'gu',
  ),
  // veintiuno de junio del noventa y siete
  new RegExp(
    `\\b${NUMBER_WORD}\\b(?:${BETWEEN_NUMBERS}${NUMBER_WORD}\\b)?${OF}(?<m>${MONTH})\\b(?:${OF}${NUMBER_WORD}\\b(?:${BETWEEN_NUMBERS}${NUMBER_WORD}\\b)*)?`,
    'gu',
  ),
  // May thirtieth, ninety-nine
  new RegExp(`\\b(?<m>${MONTH})\\s+(?:the\\s+)?${NUMBER_WORD}\\b(?:${BETWEEN_NUMBERS}${NUMBER_WORD}\\b)*`, 'gu'),
  // 14/2
  /(?<![\d/.-])(?<d>\d{1,2})\/(?<m>\d{1,2})(?![\d/])/gu,
]

const BORN_BEFORE =
  /(?:\bnac\w*|\bnasc\w*|\bne|\bnee|\bborn|\bd\.?\s?o\.?\s?b|\bbirth\w*|\bnaissance|\bb\.|cumple\w*|aniversario\w*|anniversaire)[^.;\n]{0,40}$/u

/** Days are cut to their month; the day of birth, and any day told as one, goes altogether. */
export function markDates(folded: Folded, dateOfBirth: string | null, keepMonth: boolean): Mark[] {
  const birth = dateOfBirth === null ? undefined : partsOfIso(dateOfBirth)
  return FORMS.flatMap(form =>
    [...folded.text.matchAll(form)].flatMap((match): Mark[] => {
      const parts = partsOf(match.groups ?? {})
      if (parts === undefined) return []
      const range = { start: match.index, end: match.index + match[0].trimEnd().length }
      if (isBirth(parts, birth) || BORN_BEFORE.test(folded.text.slice(Math.max(0, range.start - 60), range.start)))
        return [{ ...range, type: 'DATE_OF_BIRTH' }]
      const month = keepMonth && parts.year !== undefined && parts.month !== undefined
      return [{ ...range, type: 'DATE', ...(month ? { detail: monthOf(parts) } : {}) }]
    }),
  )
}

interface Parts {
  readonly year?: number | undefined
  readonly month?: number | undefined
  readonly day?: number | undefined
}

/** Undefined where the numbers can be no date. */
function partsOf(groups: Readonly<Record<string, string | undefined>>): Parts | undefined {
  const year = groups['y'] === undefined ? undefined : fullYear(Number(groups['y'].replace("'", '')))
  const day = groups['d'] === undefined ? undefined : Number(groups['d'].replace('l', '1'))
  const month = groups['m'] === undefined ? undefined : monthNumber(groups['m'])
  if (groups['m'] !== undefined && month === undefined) return undefined
  if (day !== undefined && (day < 1 || day > 31)) return undefined
  return { year, month, day }
}

function monthNumber(text: string): number | undefined {
  const named = MONTHS.findIndex(names => names.split('|').includes(text))
  if (named >= 0) return named + 1
  if (ROMAN.includes(text)) return ROMAN.indexOf(text) + 1
  const number = Number(text.replace('l', '1'))
  return number >= 1 && number <= 31 ? Math.min(number, 12) : undefined
}

const fullYear = (year: number): number => (year >= 100 ? year : year > 40 ? 1900 + year : 2000 + year)
const monthOf = ({ year, month }: Parts): string => `${year}-${String(month).padStart(2, '0')}`

function partsOfIso(iso: string): Parts {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}

/** Also with day and month swapped, and without the year: "June 17" is the birthday of somebody born then. */
function isBirth(parts: Parts, birth: Parts | undefined): boolean {
  if (birth === undefined || parts.day === undefined) return false
  if (parts.year !== undefined && parts.year !== birth.year) return false
  return (
    (parts.day === birth.day && parts.month === birth.month) || (parts.day === birth.month && parts.month === birth.day)
  )
}
