import type { Words } from '../i18n/words.ts'

/** A piece of a text as it came or, of what is masked in it, in words. */
export interface Told {
  readonly start: number
  readonly text: string
  readonly isMask: boolean
}

/** As redaction writes them: [PHONE], [DATE: 2026-03]. */
const MASK = /\[([A-Z]+(?:_[A-Z]+)*)(?:: ([^\]]+))?\]/g

/**
 * A masked text for whoever reads it: the codes of its masks in the reader's language. Nothing else is touched, and what is no mask of
 * redaction's stays. For originals it is not: there such a word is what somebody wrote.
 */
export function toldOf(text: string, words: Words): readonly Told[] {
  const pieces: Told[] = []
  let at = 0
  const as = (start: number, end: number) => {
    if (end > start) pieces.push({ start, text: text.slice(start, end), isMask: false })
  }
  for (const { 0: whole, 1: type = '', 2: detail, index } of text.matchAll(MASK)) {
    const name = Object.hasOwn(words.t.review.types, type) ? words.t.review.types[type] : undefined
    if (name === undefined) continue
    as(at, index)
    at = index + whole.length
    const kept = detail === undefined ? '' : `${words.t.app.colon}${detailOf(type, detail, words)}`
    pieces.push({ start: index, text: `[${name}${kept}]`, isMask: true })
  }
  as(at, text.length)
  return pieces
}

/** What is still told: the month of a day, the band of an age, the state of a town. */
function detailOf(type: string, detail: string, { code, codesOf, day }: Words): string {
  if (type === 'DATE') return day(detail)
  return type === 'AGE' && codesOf('ageBand').includes(detail) ? code('ageBand', detail) : detail
}
