import { type Identity, RedactionFailed, type Reviewed } from '@amparo/text'
import { redactorFor, type Texts } from './redactor.ts'
import type { RecordedStatement } from './statement.ts'
import { inWhole, withoutPassages } from './statement.ts'
import type { Allowance, Part, Unsafe } from './view.ts'
import { type Profile, type ViewPolicy, withheldBecause } from './view-policy.ts'

/** What statements are masked with, and for whom. */
export interface Deriving {
  readonly statements: readonly RecordedStatement[]
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
  if (deriving.statements.length === 0) return { categories: {}, withheld: [], unsafe: [] }
  const may = (category: string) => allowance.categories.has(category)
  const incriminating = mayIncriminate(deriving.policy, allowance)
  const texts = may('narrative')
    ? deriving.statements.map(statement => derivativeOf(statement, deriving, { incriminating, allowance }))
    : []
  const passages = may('self_incriminating') ? deriving.statements.flatMap(one => passagesOf(one, deriving)) : []
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

/**
 * Police and prosecution: only if the person agreed after legal advice; a court: on its own order for a review (rules: Victims not
 * punished). Others: as their category says.
 */
export function mayIncriminate(policy: ViewPolicy, allowance: Allowance): boolean {
  const { disclosure, categories, selfIncriminatingAgreed, judicialReview } = allowance
  if (disclosure.reader === 'police' || disclosure.reader === 'prosecution') return selfIncriminatingAgreed
  if (disclosure.reader === 'court') return judicialReview
  const isShown = withheldBecause(policy, disclosure, 'self_incriminating', 'passages') === undefined
  return categories.has('self_incriminating') && isShown
}

interface Showing {
  readonly incriminating: boolean
  readonly allowance: Allowance
}

/** Undefined: it could not be masked. */
function derivativeOf(statement: RecordedStatement, deriving: Deriving, { incriminating, allowance }: Showing) {
  const { policy, profile, now } = deriving
  const shown = withoutPassages(statement.text, statement.selfIncriminating)
  const found = deriving.texts.reviews.of(shown)
  const masked = incriminating
    ? maskedBy(statement.text, statement.lang, deriving, wholeReview(found?.reviewed, statement))
    : maskedBy(shown, statement.lang, deriving)
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

/** For who advises the person: what was marked, kind by kind. */
const passagesOf = (statement: RecordedStatement, deriving: Deriving) =>
  statement.selfIncriminating.map(({ start, end, kind }) => {
    const text = maskedBy(statement.text.slice(start, end), statement.lang, deriving)
    return text === undefined ? undefined : { statement: statement.reference, kind, text }
  })

/** Who reviews does not see what incriminates; what they masked is masked in the whole text too, and nothing is lifted in it. */
const wholeReview = (reviewed: Reviewed | undefined, { text, selfIncriminating }: RecordedStatement) =>
  reviewed && selfIncriminating.length > 0
    ? { kept: inWhole(reviewed.kept, text, selfIncriminating), lifted: [] }
    : reviewed

function maskedBy(text: string, lang: string, { known, texts }: Deriving, reviewed?: Reviewed): string | undefined {
  if (text === '') return ''
  try {
    return redactorFor(texts, known, lang).mask(text, reviewed).text
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}
