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
  const texts = may('narrative')
    ? deriving.statements.map(statement => derivativeOf(statement, deriving, { incriminating, allowance }))
    : []
  const passages = may('self_incriminating') ? allPassages(deriving) : []
  const whole = [...texts, ...passages].flatMap(one => (one === undefined ? [] : [one]))
  return {
    categories: {
      ...(texts.length > 0 && { narrative: { statements: texts.filter(text => text !== undefined) } }),
      ...(passages.length > 0 && { self_incriminating: { passages: passages.filter(text => text !== undefined) } }),
    },
    withheld:
      whole.length === texts.length + passages.length ? [] : [{ category: 'narrative', reason: 'redaction_failed' }],
    unsafe: deriving.statements
      .filter((_, i) => texts.length > 0 && texts[i] === undefined)
      .map(({ statementId, by }) => ({ source: 'statement', sourceId: statementId, by })),
  }
}

interface Showing {
  readonly incriminating: boolean
  readonly allowance: Allowance
}

/** Undefined: it could not be masked. */
function derivativeOf(statement: RecordedStatement, deriving: Deriving, { incriminating, allowance }: Showing) {
  const { policy, profile, now } = deriving
  const found = deriving.texts.reviews.of(withoutMarked(statement))
  const masked = maskedBy(statement, deriving, incriminating)
  if (masked === undefined) return undefined
  const { recording, interpreter, rights, counsel, present, place, supersedes, current } = statement
  const isProceedings = profile === 'proceedings' || profile === 'proceedings_masked'
  // A hash is the same for whoever has it: only for those who are told the name too, for whom it proves which original it is.
  const isNamed = isProceedings && allowance.categories.has('identity') && !allowance.codeNameOnly
  return {
    reference: statement.reference,
    derivativeOf: {
      original: 'statement',
      ...(isNamed && { textSha256: statement.textSha256, recordingSha256: recording?.sha256 ?? null }),
    },
    mode: profile,
    ...(found && { review: found.state }),
    // The judge knows by it that nobody else has read this.
    ...(allowance.judicialReview && { judicialReview: true }),
    policyHash: policy.hash,
    madeAt: now.toISOString(),
    lang: statement.lang,
    text: masked,
    // To the minute only for those who are told the name: others could join what they have by it.
    takenAt: isNamed ? statement.takenAt : statement.takenAt.slice(0, isProceedings ? 10 : 7),
    ...(isProceedings && { place }),
    ...(recording !== null && {
      recording: { mediaType: recording.mediaType, ...(isProceedings && { seconds: recording.seconds }) },
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

const passagesOf = ({ lang, text: whole, selfIncriminating = [], reference }: Source, deriving: Deriving) =>
  selfIncriminating.map(({ start, end, kind }) => {
    const text = maskedBy({ lang, text: whole.slice(start, end) }, deriving, true)
    return text === undefined ? undefined : { statement: reference, kind, text }
  })

function maskedBy(marked: Narrative, { known, texts }: Deriving, incriminating: boolean): string | undefined {
  try {
    const { mask } = redactorFor(texts, known, marked.lang)
    return maskMarked(marked, { mask, reviews: texts.reviews, incriminating })
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}
