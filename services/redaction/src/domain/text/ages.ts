import type { Folded } from './fold.ts'
import type { Mark } from './marks.ts'
import { BETWEEN_NUMBERS, NUMBER_WORD } from './patterns.ts'

const NUMBER = `(?<n>\\d{1,3}|${NUMBER_WORD}(?:${BETWEEN_NUMBERS}${NUMBER_WORD}\\b)?)`
const FORMS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\d.,])${NUMBER}[\\s-]?(?:anos|anitos|aninhos|ans|years?(?:[\\s-]old)?|yrs?|y/?o)\\b(?!\\s+(?:de\\s+(?:carcel|prision|trabajo|servicio)|in\\s))`,
    'gu',
  ),
  new RegExp(`\\b(?:edad|idade|age|aged|agee?|a la edad de)\\b[\\s:?-]{0,3}(?:de\\s+)?${NUMBER}(?!\\d)`, 'gu'),
  new RegExp(
    `\\b(?:tiene|tem|tengo|tenho|she's|he's|is|i'm|am|turned|turns|cumplio|fez)\\s+${NUMBER}(?=\\s*[,.;:()]|$)`,
    'gu',
  ),
  /(?:(?<!\d)[,;]\s|\()(?<n>\d{1,2})(?=\s?(?:[,;.)(]|y\b|and\b|e\b|et\b))(?![.,]\d)/gu,
  /\b(?:only|just|turned|turning|turns)\s(?<n>\d{1,2})\b(?!\s?(?:%|[.,]\d|hours|days|weeks|months|usd|km))/gu,
  /\b(?<n>\d{1,2})\snow\b/gu,
  /\b(?:edad|idade|age)\b[^.\n\d]{0,14}(?<n>[\do]{1,3})(?!\d)/gu,
  /(?<![\p{L}\d.,])(?<n>\d{1,2})\s?a\b(?=[.,;)\n])/gu,
  new RegExp(`\\b(?:edad|idade|age|how old[^?\\n]*)\\?\\s*\\n?[^\\n:]{0,20}:?\\s*${NUMBER}(?!\\d)`, 'gu'),
]

/** An age becomes its band of the CTDC data set; one told in words goes altogether. */
export function markAges({ text }: Folded): Mark[] {
  return FORMS.flatMap(form =>
    [...text.matchAll(form)].map(match => {
      const told = match.groups?.['n'] ?? ''
      const from = match.index + match[0].indexOf(told)
      const end = match.index + match[0].length
      const band = /^\d+$/.test(told) ? bandOf(Number(told)) : undefined
      return { start: from, end, type: 'AGE' as const, ...(band === undefined ? {} : { detail: band }) }
    }),
  )
}

const BANDS: readonly (readonly [upTo: number, band: string])[] = [
  [8, '0--8'],
  [17, '9--17'],
  [20, '18--20'],
  [23, '21--23'],
  [26, '24--26'],
  [29, '27--29'],
  [38, '30--38'],
  [47, '39--47'],
  [130, '48+'],
]

/** CTDC ageBroad; undefined for what is no age. */
export const bandOf = (age: number): string | undefined => BANDS.find(([upTo]) => age >= 0 && age <= upTo)?.[1]
