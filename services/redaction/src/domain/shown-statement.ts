import { type Identity, RedactionFailed } from '@amparo/text'
import { maskMarked, mayIncriminate } from './incriminating.ts'
import { withoutMarked } from './passages.ts'
import { redactorFor, type Texts } from './redactor.ts'
import type { RecordedStatement } from './statement.ts'
import type { Narrative } from './subject-form.ts'
import type { Allowance, Part, Unsafe } from './view.ts'
import type { Profile, ViewPolicy } from './view-policy.ts'

/** What statements are masked with, and for whom. */
export interface Deriving {
  readonly statements: readonly RecordedStatement[]
  /** Of the form, for its marks: they stand with those of statements. */
  readonly narrative?: Narrative | null | undefined
  readonly known: Identity
  readonly texts: Texts
  readonly policy: ViewPolicy
  /** The name of that by which the texts are masked. */
  readonly profile: Profile
  readonly now: Date
}

/**
 * Statements under the categories of a view: masked, each labelled as what it is, a derivative of an original that stays as it was.
 * What incriminates the person is left out unless they agreed, or the reader is one who advises them.
 */
export function derivedStatements(
  deriving: Deriving,
  allowance: Allowance,
): Part & { readonly unsafe: readonly Unsafe[] } {
  const may = (category: string) => allowance.categories.has(category)
  const incriminating = mayIncriminate(deriving.policy, allowance)
  const statements = heardBy(deriving.statements, incriminating)
  const texts = may('narrative')
    ? statements.map(statement => derivativeOf(statement, deriving, { incriminating, allowance }))
    : []
  // Not made for who may not have them: a failure would be told, and tell.
  const passages = may('self_incriminating') && incriminating ? allPassages({ ...deriving, statements }) : []
  const whole = [...texts, ...passages].flatMap(one => (one === undefined ? [] : [one]))
  return {
    categories: {
      ...(texts.length > 0 && { narrative: { statements: texts.filter(text => text !== undefined) } }),
      ...(passages.length > 0 && { self_incriminating: { passages: passages.filter(text => text !== undefined) } }),
    },
    withheld:
      whole.length === texts.length + passages.length ? [] : [{ category: 'narrative', reason: 'redaction_failed' }],
    unsafe: statements
      .filter((_, i) => texts.length > 0 && texts[i] === undefined)
      .map(({ statementId, by }) => ({ source: 'statement', sourceId: statementId, by })),
  }
}

/** A view shows so many, the newest. */
export const STATEMENTS_SHOWN = 20

/** All that is in it was marked: there is nothing to show to whoever may not have what incriminates, not even that it was made. */
export const isSilent = (statement: RecordedStatement): boolean =>
  statement.recording === null && withoutMarked(statement).trim() === ''

/** The statements that a reader hears of. The others are as if they had never been made: what stood before them is not superseded by them. */
function heardBy(all: readonly RecordedStatement[], incriminating: boolean): readonly RecordedStatement[] {
  const silent = new Map(incriminating ? [] : all.filter(isSilent).map(one => [one.reference, one]))
  const before = (reference: string | null): string | null => {
    const hidden = reference === null ? undefined : silent.get(reference)
    return hidden === undefined ? reference : before(hidden.supersedes)
  }
  const heard = all.filter(one => !silent.has(one.reference))
  const followed = new Set(heard.map(one => before(one.supersedes)))
  const hushed = new Set([...silent.values()].map(one => before(one.supersedes)))
  return heard
    .map(one => ({
      ...one,
      supersedes: before(one.supersedes),
      current: one.current || (hushed.has(one.reference) && !followed.has(one.reference)),
    }))
    .slice(-STATEMENTS_SHOWN)
}

interface Showing {
  readonly incriminating: boolean
  readonly allowance: Allowance
}

/** How exactly a reader is told of a statement: where it was taken and on which day; to the minute and by hash. */
export function exactnessFor(profile: Profile, { categories, codeNameOnly }: Allowance) {
  const isProceedings = profile === 'proceedings' || profile === 'proceedings_masked'
  // A hash is the same for whoever has it: only for those who are told the name too, for whom it proves which original it is.
  return { isProceedings, isNamed: isProceedings && categories.has('identity') && !codeNameOnly }
}

/** To the minute only for those who are told the name: others could join what they have by it. */
export const takenAtFor = (takenAt: string, { isProceedings, isNamed }: ReturnType<typeof exactnessFor>): string =>
  isNamed ? takenAt : takenAt.slice(0, isProceedings ? 10 : 7)

/** Undefined: it could not be masked. */
function derivativeOf(statement: RecordedStatement, deriving: Deriving, { incriminating, allowance }: Showing) {
  const { policy, profile, now } = deriving
  const found = deriving.texts.reviews.of(withoutMarked(statement), statement.earlier)
  const masked = maskedBy(statement, deriving, incriminating)
  if (masked === undefined) return undefined
  const { recording, interpreter, rights, counsel, present, place, supersedes, current } = statement
  const exactness = exactnessFor(profile, allowance)
  const { isProceedings, isNamed } = exactness
  return {
    reference: statement.reference,
    derivativeOf: {
      original: 'statement',
      // That of the text only beside the whole text: beside a part of it, it would prove that something was cut, and what by guessing.
      ...(isNamed && incriminating && { textSha256: statement.textSha256 }),
      ...(isNamed && { recordingSha256: recording?.sha256 ?? null }),
    },
    mode: profile,
    ...(found && { review: found.state }),
    // The judge knows by it that nobody else has read this.
    ...(allowance.judicialReview && { judicialReview: true }),
    policyHash: policy.hash,
    madeAt: now.toISOString(),
    lang: statement.lang,
    text: masked,
    takenAt: takenAtFor(statement.takenAt, exactness),
    ...(isProceedings && { place }),
    ...(recording !== null && {
      // As long as it is beside a text, it would tell that much of that is missing.
      recording: {
        mediaType: recording.mediaType,
        ...(isProceedings && incriminating && { seconds: recording.seconds }),
      },
    }),
    interpreter: { mode: interpreter.mode, language: interpreter.language },
    present: present.map(({ role }) => role),
    rights: { read: rights.read, language: rights.language },
    counsel: { mode: counsel.mode },
    supersedes,
    current,
  }
}

type Source = Narrative & { readonly reference: string | null }

/** For who advises the person: what was marked, kind by kind. That of the narrative is of no statement. */
function allPassages(deriving: Deriving) {
  const { narrative, statements } = deriving
  const sources: readonly Source[] = [...(narrative ? [{ ...narrative, reference: null }] : []), ...statements]
  return sources.flatMap(source => passagesOf(source, deriving))
}

function passagesOf(source: Source, deriving: Deriving) {
  const { lang, text: whole, selfIncriminating = [], reference, earlier = [] } = source
  const reviewed = [withoutMarked(source), whole, ...earlier]
  return selfIncriminating.map(({ start, end, kind }) => {
    const text = maskedBy({ lang, text: whole.slice(start, end), earlier: reviewed }, deriving, true)
    return text === undefined ? undefined : { statement: reference, kind, text }
  })
}

function maskedBy(marked: Narrative, { known, texts }: Deriving, incriminating: boolean): string | undefined {
  try {
    const { mask } = redactorFor(texts, known, marked.lang)
    return maskMarked(marked, { mask, reviews: texts.reviews, incriminating })
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}
