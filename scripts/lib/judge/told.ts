import type { judging } from '@amparo/text/node'

/** What judgments tell of courts, towns, countries, ties, sums, months and years: told to those who help, and left to the judge as it finds it. */
const OPEN: ReadonlySet<string> = new Set(['PLACE_SMALL', 'ORG_SMALL', 'NATIONALITY', 'TRAIT', 'AMOUNT'])
/** A day in words, and one with a nought before it, are left open, too. */
const DAY = /(?:^|\D)(?:[12]?\d|3[01])(?:\D|$)/

/** A judgment or a report as the judge has to read it: who is named and what reaches somebody is masked, as in any text. */
export const toldToHelpers = ({ spans, ...marked }: judging.Marked): judging.Marked => ({
  ...marked,
  spans: spans.map(span => {
    const isOpen = OPEN.has(span.type) || (span.type === 'DATE' && !DAY.test(marked.text.slice(span.start, span.end)))
    return isOpen ? { ...span, type: 'UNSURE' as const } : span
  }),
})
