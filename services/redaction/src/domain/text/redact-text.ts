import { markAges } from './ages.ts'
import { markUnknown } from './closed-world.ts'
import { markCodes } from './codes.ts'
import { markDates } from './dates.ts'
import { type Folded, fold } from './fold.ts'
import { type KnownIdentity, needlesOf } from './known.ts'
import { type Language, languageOf, lexiconOf } from './lexicon/index.ts'
import { coverage, isCovered, type Mark, type SpanType, unite } from './marks.ts'
import { markNeighbours } from './neighbours.ts'
import { harmlessIn, markPatterns } from './patterns.ts'
import { markKnown } from './seeded.ts'
import { tokensOf } from './tokens.ts'
import { findKnown } from './verify.ts'

/** How much of what is masked may still be told. */
export interface RedactionPolicy {
  /** A day is cut to its month, or goes altogether. */
  readonly dates: 'month' | 'withheld'
}

/** A masked piece, in UTF-16 offsets of the original. */
export interface RedactedSpan {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  readonly placeholder: string
}

export interface RedactedText {
  readonly text: string
  readonly spans: readonly RedactedSpan[]
}

/** The text could not be made safe. It carries nothing of the text. Whoever catches it withholds the text, never releases the original. */
export class RedactionFailed extends Error {
  override readonly name = 'RedactionFailed'
}

const MAX_LENGTH = 200_000

/**
 * Masks everything in a free text that names or finds a person: what the record knows, what looks like personal data, and every
 * word that is not known to be ordinary. A second search, written apart, then looks for the record in the result.
 * Throws RedactionFailed for a language without a vocabulary, on any defect, and when the second search finds something.
 */
export function redactText(text: string, lang: string, known: KnownIdentity, policy: RedactionPolicy): RedactedText {
  const language = languageOf(lang)
  if (language === undefined || text.length > MAX_LENGTH) throw new RedactionFailed()
  const redacted = attempt(() => mask(text, language, known, policy))
  if (attempt(() => findKnown(redacted.text, known))) throw new RedactionFailed()
  return redacted
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch {
    // The cause is dropped: its message or stack could quote the text.
    throw new RedactionFailed()
  }
}

function mask(text: string, language: Language, known: KnownIdentity, policy: RedactionPolicy): RedactedText {
  const folded = fold(text)
  const tokens = tokensOf(folded)
  const lexicon = lexiconOf(language)
  const seeded = markKnown(folded, tokens, needlesOf(known, lexicon.isPlausible))
  const born = birthYear(folded, known.dateOfBirth)
  const dates = markDates(folded, known.dateOfBirth, policy.dates === 'month')
  const harmless = coverage(harmlessIn(folded), folded.text.length)
  const unlessHarmless = (marks: readonly Mark[]): Mark[] =>
    marks.filter(mark => !isCovered(harmless, mark.start, mark.end))
  const guessed = [...markPatterns(folded), ...markCodes(folded, tokens, lexicon), ...markAges(folded)]
  const evident = [...seeded, ...born, ...dates, ...unlessHarmless(guessed)]
  const unknown = unlessHarmless(markUnknown(folded, tokens, evident, lexicon, known.nationalities))
  const found = [...evident, ...unknown]
  const marks = unite([...found, ...markNeighbours(folded, tokens, found, lexicon)], folded.text)
  return compose(folded, marks)
}

function birthYear(folded: Folded, dateOfBirth: string | null): Mark[] {
  const year = dateOfBirth?.slice(0, 4)
  if (year === undefined || !/^\d{4}$/.test(year)) return []
  return [...folded.text.matchAll(new RegExp(`(?<!\\d)${year}(?!\\d)`, 'g'))].map(m => ({
    start: m.index,
    end: m.index + 4,
    type: 'DATE_OF_BIRTH',
  }))
}

function compose(folded: Folded, marks: readonly Mark[]): RedactedText {
  const spans = marks.map(mark => ({
    start: folded.start[mark.start] ?? 0,
    end: folded.end[mark.end - 1] ?? folded.source.length,
    type: mark.type,
    placeholder: mark.detail === undefined ? `[${mark.type}]` : `[${mark.type}: ${mark.detail}]`,
  }))
  let at = 0
  let text = ''
  for (const span of spans) {
    text += folded.source.slice(at, span.start) + span.placeholder
    at = span.end
  }
  return { text: text + folded.source.slice(at), spans }
}
