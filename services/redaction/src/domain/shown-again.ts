import { type Identity, isSurrogate, RedactionFailed, SPAN_TYPES } from '@amparo/text'
import { adopted } from './adopted.ts'
import { maskedFileName } from './file-names.ts'
import { mayReadNames } from './incriminating.ts'
import { isFields, listIn, recordIn } from './known-identity.ts'
import { withoutNames } from './narrative.ts'
import { type Redactor, redactorFor, type Texts } from './redactor.ts'
import { exactnessFor, takenAtFor } from './shown-statement.ts'
import type { Allowance, CategoryData, PackageView, Part } from './view.ts'
import type { Profile, ViewPolicy } from './view-policy.ts'

/** No hub's id. */
export const PASSED_ON = 'passed on'

/** How an account from another hub, which was masked there for one reader of this one, is shown to a reader. */
export interface ShowingAgain {
  readonly allowance: Allowance
  /** Also what incriminates the person. */
  readonly incriminating: boolean
  /** What no text shown of the person may hold. */
  readonly known: Identity
  readonly texts: Texts
  readonly policy: ViewPolicy
  /** The name of that by which the texts are masked for this reader. */
  readonly profile: Profile
  /** It was made for this very reader: its hub has decided what it holds. */
  readonly isFirst: boolean
  /** Whose words stand for people in it: of the hub that made it for this reader, or PASSED_ON; see Adopting. */
  readonly from: string
  /** The reader's own names for statements. */
  readonly referenceOf: (reference: string) => string
  readonly now: Date
}

/**
 * Whether an account may hold what incriminates the person, which cannot be cut out of it here. Of a package that does not say so, whether it can be
 * told: by passages beside it, or because it was not made for those who help, who are sent none.
 */
export function mayBeWhole({ categories, accountWhole }: PackageView): boolean {
  if (categories['self_incriminating'] !== undefined || accountWhole === true) return true
  const { narrative } = categories
  if (accountWhole === false || narrative === undefined) return false
  const texts = [
    ...('text' in narrative ? [recordIn(narrative, 'derivative')] : []),
    ...listIn(narrative, 'statements'),
  ]
  return !texts.every(label => label?.['mode'] === 'assistance' || label?.['mode'] === 'publication')
}

/**
 * The account under the reader's own profile, field by field. As it came where it was masked so already: for this reader, or by the
 * same policy. What cannot be made safe is left out, and it is said.
 */
export function accountAgain(view: PackageView, showing: ShowingAgain): Part {
  const narrative = view.categories['narrative']
  if (narrative === undefined || isKeptWhole(view, showing)) return NOTHING
  const again = { ...showing, view, isWhole: view.accountWhole === true }
  // All of them, before anybody is masked by a word that one of them has.
  called(JSON.stringify(narrative), again)
  const told = textAgain(narrative, again)
  const all = listIn(narrative, 'statements')
  const stated = all.map(statement => statementAgain(statement, again))
  const { assessments } = narrative
  const data = {
    ...told,
    ...(all.length > 0 && { statements: stated.filter(one => one !== undefined && one !== 'silent') }),
    ...(assessments !== undefined && { assessments }),
  }
  const isSafe = told !== undefined && stated.every(one => one !== undefined)
  const isEmpty = isSafe && Object.keys(data).length === 1 && data.statements?.length === 0
  return {
    categories: Object.keys(data).length === 0 || isEmpty ? {} : { narrative: data },
    withheld: isSafe ? [] : [{ category: 'narrative', reason: 'redaction_failed' }],
  }
}

/** Its hub has decided for the first reader, but of passages that came beside it this one decides. */
const isKeptWhole = (view: PackageView, { incriminating, isFirst }: ShowingAgain): boolean =>
  !incriminating && (view.categories['self_incriminating'] !== undefined || (!isFirst && mayBeWhole(view)))

/** For who advises the person. A passage has no language of its own: it is that of the account, or of its statement. */
export function passagesAgain(view: PackageView, showing: ShowingAgain): CategoryData {
  const { narrative, self_incriminating: marked } = view.categories
  const statements = listIn(narrative, 'statements')
  const again = { ...showing, view, isWhole: true }
  called(JSON.stringify(marked), again)
  return {
    passages: listIn(marked, 'passages').flatMap(passage => {
      const { statement } = passage
      const source = statement === null ? narrative : statements.find(one => one['reference'] === statement)
      const label = statement === null ? recordIn(narrative, 'derivative') : source
      const text = safe(() => maskedAgain(textOf(passage, 'text'), { label, lang: textOf(source, 'lang'), ...again }))
      if (text === undefined) return []
      return [
        {
          statement: typeof statement === 'string' ? showing.referenceOf(statement) : null,
          ...only(passage, 'kind'),
          text,
        },
      ]
    }),
  }
}

const NOTHING: Part = { categories: {}, withheld: [] }

interface Again extends ShowingAgain {
  readonly view: PackageView
  /** Its hub says so: a hash of the original text is that of what is shown. */
  readonly isWhole: boolean
}

/** Undefined: it could not be made safe. */
function textAgain(narrative: CategoryData, again: Again): CategoryData | undefined {
  if (!('text' in narrative)) return {}
  const label = recordIn(narrative, 'derivative')
  const { profile, policy, now, allowance } = again
  return safe(() => {
    const lang = textOf(narrative, 'lang')
    const of = { label, lang, ...again }
    const text = maskedAgain(textOf(narrative, 'text'), of)
    const attachments = listIn(narrative, 'attachments').map(({ name, description, mediaType }) => ({
      name: fileNameAgain(String(name), of),
      mediaType: String(mediaType),
      ...(typeof description === 'string' && { description: maskedAgain(description, of) }),
    }))
    const by = { mode: profile, ...reviewIn(label, of), policyHash: hashFor(label, of, policy) }
    const derivative = { derivativeOf: 'narrative', ...by, madeAt: now.toISOString() }
    const files = mayReadNames(allowance) ? { attachments } : withoutNames({ attachments })
    return { lang, text, ...files, derivative }
  })
}

/** Undefined: it could not be made safe. Silent: there is nothing in it. */
function statementAgain(statement: CategoryData, again: Again): CategoryData | 'silent' | undefined {
  const { profile, policy, now, allowance, incriminating, isFirst, isWhole, referenceOf } = again
  const { supersedes, present, current } = statement
  const recording = recordIn(statement, 'recording')
  const original = recordIn(statement, 'derivativeOf')
  const exactness = exactnessFor(profile, allowance)
  const { isProceedings, isNamed } = exactness
  const isShownWhole = isWhole && (incriminating || isFirst)
  return safe(() => {
    const of = { label: statement, lang: textOf(statement, 'lang'), ...again }
    const text = maskedAgain(textOf(statement, 'text'), of)
    if (text === '' && recording === undefined) return 'silent'
    return {
      reference: referenceOf(textOf(statement, 'reference')),
      derivativeOf: {
        original: 'statement',
        ...(isNamed && isShownWhole && only(original, 'textSha256')),
        ...(isNamed && only(original, 'recordingSha256')),
      },
      ...{ mode: profile, ...reviewIn(statement, of), ...(allowance.judicialReview && { judicialReview: true }) },
      ...{ policyHash: hashFor(statement, of, policy), madeAt: now.toISOString() },
      ...{ lang: of.lang, text, takenAt: takenAtFor(textOf(only(statement, 'takenAt'), 'takenAt'), exactness) },
      ...(isProceedings && only(statement, 'place')),
      ...(recording && {
        recording: only(recording, 'mediaType', ...(isProceedings && isShownWhole ? ['seconds'] : [])),
      }),
      interpreter: only(recordIn(statement, 'interpreter'), 'mode', 'language'),
      present: Array.isArray(present) ? present.filter(isCode) : [],
      rights: only(recordIn(statement, 'rights'), 'read', 'language'),
      counsel: only(recordIn(statement, 'counsel'), 'mode'),
      supersedes: typeof supersedes === 'string' ? referenceOf(supersedes) : null,
      current: current === true,
    }
  })
}

interface Masking extends Again {
  /** What its hub says of how it was masked. */
  readonly label: CategoryData | undefined
  readonly lang: string
}

/** Under the same name another policy may mask otherwise: only its first reader's own hub has settled that with the sender. */
const isAsItCame = ({ label, profile, policy, isFirst }: Omit<Masking, 'lang'>): boolean =>
  label?.['mode'] === profile && (isFirst || label['policyHash'] === policy.hash)

/** Throws RedactionFailed. */
function maskedAgain(text: string, of: Masking): string {
  const own = called(text, of)
  return own === '' || isAsItCame(of) ? own : maskedOver(own, redactorFor(of.texts, of.known, of.lang))
}

const called = (text: string, { texts: { surrogates }, from }: ShowingAgain): string =>
  adopted(text, { surrogates, from }).text

/** Its separators make blanks of those in the name of a mask. */
const fileNameAgain = (name: string, of: Masking): string =>
  isAsItCame(of)
    ? called(name, of)
    : maskedFileName(name, part =>
        maskedAgain(
          part.replace(/\[[A-Z ]+\]/g, mask => mask.replaceAll(' ', '_')),
          of,
        ),
      )

/** What stood masked stays as it was, without what was told in its place: a mask of a mask would say that it is somebody else. */
function maskedOver(text: string, { mask }: Pick<Redactor, 'mask'>): string {
  const found = mask(text).spans.map(span => ({ ...span, by: span.placeholder }))
  const before = [...text.matchAll(MASK)].flatMap(({ 0: whole, 1: type = '', index }) =>
    TYPES.has(type) || isSurrogate(whole.slice(1, -1))
      ? [{ start: index, end: index + whole.length, by: TYPES.has(type) ? `[${type}]` : whole }]
      : [],
  )
  const isIn = (one: Piece, other: Piece) => one.start >= other.start && one.end <= other.end
  const touches = (one: Piece, other: Piece) => one.start < other.end && other.start < one.end
  const news = found.filter(piece => !before.some(old => isIn(piece, old)))
  const olds = before.filter(old => !news.some(piece => touches(piece, old)) && found.some(piece => isIn(piece, old)))
  let at = 0
  let out = ''
  for (const { start, end, by } of [...news, ...olds].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + by
    at = end
  }
  return out + text.slice(at)
}

interface Piece {
  readonly start: number
  readonly end: number
}
const MASK = /\[([A-Z_]+)?[^[\]\n]{0,60}\]/g
const TYPES: ReadonlySet<string> = new Set(SPAN_TYPES)

/** Of the very text: of one that was masked again nobody has looked at it. */
const reviewIn = (label: CategoryData | undefined, of: Masking) =>
  isAsItCame(of) && (label?.['review'] === 'reviewed' || label?.['review'] === 'lapsed')
    ? { review: label['review'] }
    : {}

const hashFor = (label: CategoryData | undefined, of: Masking, { hash }: ViewPolicy) =>
  isAsItCame(of) ? label?.['policyHash'] : hash

/** Of fields that hold codes, hashes and numbers: another hub's words in them are not masked, so they are left out. */
const only = (fields: CategoryData | undefined, ...names: readonly string[]): CategoryData =>
  Object.fromEntries(names.flatMap(name => (fields && isCode(fields[name]) ? [[name, fields[name]]] : [])))

const isCode = (value: unknown): boolean =>
  value === null || typeof value === 'number' || (typeof value === 'string' && CODE.test(value))
const CODE = /^[\w.:/+-]{1,100}$/

/** The fields are another hub's. Throws RedactionFailed where there is no text. */
function textOf(fields: CategoryData | undefined, name: string): string {
  const value = isFields(fields) ? fields[name] : undefined
  if (typeof value !== 'string') throw new RedactionFailed()
  return value
}

function safe<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}
