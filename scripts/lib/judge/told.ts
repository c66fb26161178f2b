import { judging } from '@amparo/text/node'

/** What judgments tell of courts, towns, countries, ties, sums, months and years: told to those who help, and left to the judge as it finds it. */
const OPEN: ReadonlySet<string> = new Set(['PLACE_SMALL', 'ORG_SMALL', 'NATIONALITY', 'TRAIT', 'AMOUNT'])
/** In figures: of a month, not the month of a year, which is left open; or all in one. */
const DAY = /^(?!\d{1,2}[./-]\d{4}$).*?(?:(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)\d{8}(?!\d))/su

/** A judgment or a report as the judge has to read it: who is named and what reaches somebody is masked, as in any text. */
export const toldToHelpers = ({ spans, ...marked }: judging.Marked): judging.Marked => ({
  ...marked,
  spans: spans.map(span => {
    const isOpen = OPEN.has(span.type) || (span.type === 'DATE' && !tellsDay(marked.text.slice(span.start, span.end)))
    return isOpen ? { ...span, type: 'UNSURE' as const } : span
  }),
})

const tellsDay = (date: string): boolean => DAY.test(date) || judging.numberOf(firstWordOf(date)) !== undefined

const firstWordOf = (date: string): string =>
  /^\p{L}*/u.exec(date.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''))?.[0] ?? ''
