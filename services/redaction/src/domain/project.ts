import { type Engine, type Identity, type Surrogates, wordsIn } from '@amparo/text'
import { type Assessed, withAssessments } from './assessed.ts'
import { withoutNamesIn } from './contact.ts'
import { cut } from './cut.ts'
import { cutAgain } from './cut-again.ts'
import type { Held } from './held.ts'
import { mayIncriminate, mayReadNames } from './incriminating.ts'
import { tellingWords } from './known-identity.ts'
import { huntingOf, knownOf } from './known-of.ts'
import { narrativeOf, redactNarrative } from './narrative.ts'
import { type Texts, textsBy } from './redactor.ts'
import { NO_REVIEWS, type ReviewsFor } from './review/in-force.ts'
import { reviewOf, unsafeNarrative } from './review/of-narrative.ts'
import {
  isDangerOfBeingFound,
  isHealthNeed,
  isHealthRisk,
  isMigrationRisk,
  isNeedFor,
  isProtection,
  isSafetyNeed,
} from './sensitive-codes.ts'
import { accountAgain, PASSED_ON, passagesAgain, type ShowingAgain } from './shown-again.ts'
import { derivedStatements } from './shown-statement.ts'
import type { RecordedStatement } from './statement.ts'
import type { SubjectForm } from './subject-form.ts'
import { type Hunting, suspectsOf } from './suspects.ts'
import type { Allowance, CategoryData, Part, Projected } from './view.ts'
import { type Profile, profileFor, type ViewPolicy, withheldBecause } from './view-policy.ts'

/**
 * Minimum necessary: of what is held, the fields named here, of the categories permitted, cut to what the view policy shows to this
 * reader, and nothing else. A gap in a secret category is silent for everybody: one that is named for some would name the others.
 */
export function project(held: Held, allowance: Allowance, own: Own): Projected {
  const { codeName, policy, assessed = [] } = own
  const mode = profileFor(policy, allowance.disclosure, allowance.categories)
  const reviews = own.reviewsFor?.(mode, policy.hash) ?? NO_REVIEWS
  const abroad = own.abroad === true || allowance.disclosure.instrument === 'across_border'
  const texts = { ...textsBy(own.engine, policy.texts.profiles[mode], reviews, own.surrogates), abroad }
  const known = knownOf(held, own.engine)
  const incriminating = mayIncriminate(policy, allowance)
  const isShown = (category: string): boolean =>
    allowance.categories.has(category) && withheldBecause(policy, allowance.disclosure, category, 'needs') === undefined
  const showing = { allowance, known, incriminating, isNeed: isNeedFor(isShown) }
  const narrative = narrativeOf(held)
  const found =
    held.kind === 'form'
      ? labelled(
          ofForm({ ...held.form, narrative }, { ...showing, hunting: huntingOf(held, own.engine) }, texts),
          mode,
          own,
          reviewOf(narrative, reviews),
        )
      : ofPackage(held, { ...showing, texts, policy, profile: mode, now: own.now, ...(own.again ?? notFirst()) })
  const named = allowance.codeNameOnly ? { identity: { codeName }, ...unnamed(found.categories) } : found.categories
  const isMissing = allowance.codeNameOnly && 'documents' in found.categories
  const papers = isMissing ? [{ category: 'documents', reason: 'outside_basis' }] : []
  const { statements = [], now } = own
  const deriving = { statements, narrative, known, texts, policy, profile: mode, now }
  const stated = derivedStatements(deriving, allowance)
  const whole = joined(withAssessments(named, assessed, allowance, policy), stated.categories)
  const shown = cut(whole, allowance.disclosure, policy)
  const withheld = [
    ...allowance.withheld,
    ...[...papers, ...found.withheld, ...stated.withheld, ...shown.withheld].map(line => ({ ...line, silent: false })),
  ].map(line => ({ ...line, silent: line.silent || policy.categories[line.category]?.secret !== false }))
  return {
    categories: shown.categories,
    withheld: withheld.filter(line => !line.silent).map(({ silent: _, ...line }) => line),
    trulyWithheld: withheld,
    profile: mode,
    accountWhole: incriminating,
    unsafe: [...unsafeNarrative(held, found), ...stated.unsafe],
  }
}

/** A masked narrative says that it is one. What came from another hub has that hub's label. */
function labelled(found: Part, mode: Profile, { policy, now }: Own, review: 'reviewed' | 'lapsed' | undefined): Part {
  const { narrative } = found.categories
  if (narrative === undefined) return found
  const by = { mode, ...(review && { review }), policyHash: policy.hash }
  const derivative = { derivativeOf: 'narrative', ...by, madeAt: now.toISOString() }
  return { ...found, categories: { ...found.categories, narrative: { ...narrative, derivative } } }
}

/** Of this disclosure. */
interface Own {
  readonly codeName: string
  readonly engine: Engine
  readonly policy: ViewPolicy
  readonly assessed?: readonly Assessed[]
  readonly statements?: readonly RecordedStatement[]
  readonly reviewsFor?: ReviewsFor
  /** It leaves for another hub. */
  readonly abroad?: boolean
  /** Who was called what in this share before. */
  readonly surrogates?: Surrogates
  /** Of what came from another hub, and for whom. Absent: it was not made for this reader, and its statements have numbers for names. */
  readonly again?: Pick<ShowingAgain, 'isFirst' | 'from' | 'referenceOf'>
  readonly now: Date
}

type Categories = Readonly<Record<string, CategoryData>>

/** Lists of both stand one behind the other: what was stated here takes the place of nothing that came with a package. */
const joined = (some: Categories, more: Categories): Categories => ({
  ...some,
  ...Object.fromEntries(
    Object.entries(more).map(([category, data]) => [category, withBoth(some[category] ?? {}, data)]),
  ),
})

const withBoth = (one: CategoryData, other: CategoryData): CategoryData => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([field, value]) => [field, both(one[field], value)])),
})

const both = (one: unknown, other: unknown): unknown =>
  Array.isArray(one) && Array.isArray(other) ? [...one, ...other] : other

interface Showing {
  readonly allowance: Allowance
  readonly known: Identity
  /** Also what incriminates the person. */
  readonly incriminating: boolean
  /** That may stand among the needs. */
  readonly isNeed: (need: string) => boolean
}

function ofForm(
  whole: SubjectForm,
  { allowance, known, incriminating, isNeed, hunting }: Showing & { readonly hunting: Hunting },
  texts: Texts,
): Part {
  const may = (category: string): boolean => allowance.categories.has(category)
  const mayName = may('identity') && !allowance.codeNameOnly
  const naming = mayName ? [] : whole.subject.risks.filter(namingIn(known))
  const risks = whole.subject.risks.filter(risk => !naming.includes(risk))
  const form = { ...whole, subject: { ...whole.subject, risks } }
  const narrative = may('narrative')
    ? redactNarrative(form, texts, { known, passages: incriminating, names: mayReadNames(allowance) })
    : undefined
  const suspects = may('suspects') ? suspectsOf(form, hunting) : undefined
  const all: Readonly<Record<string, () => CategoryData | undefined>> = {
    identity: () => identityOf(form),
    contact: () => contactOf(form, { allowance, known, mayName }, texts),
    documents: () => ({ documents: form.subject.identity.documents.map(({ type, number }) => ({ type, number })) }),
    location: () => ({ addresses: form.subject.identity.addresses }),
    family: () => familyOf(form),
    migration_status: () => ({
      migrationStatus: form.subject.migrationStatus,
      risks: form.subject.risks.filter(risk => categoryOfRisk(risk) === 'migration_status'),
      fearOfReturn: form.fearOfReturn?.inPrivate === true ? form.fearOfReturn.answer : null,
    }),
    risk: () => ({ risks: form.subject.risks.filter(risk => categoryOfRisk(risk) === 'risk') }),
    safety: () => ({
      risks: form.subject.risks.filter(risk => isProtection(risk) || isDangerOfBeingFound(risk)),
      needs: form.subject.needs.filter(isSafetyNeed),
    }),
    suspects: () => suspects?.data,
    health: () => ({
      needs: form.subject.needs.filter(isHealthNeed),
      risks: form.subject.risks.filter(risk => categoryOfRisk(risk) === 'health'),
    }),
    needs: () => needsOf(form, isNeed),
    exploitation: () => exploitationOf(form),
    narrative: () => (narrative?.ok ? narrative.data : undefined),
    minors: () => ({ isMinor: form.subject.isMinor }),
    help_seeking: () => ({}),
  }
  const categories: Record<string, CategoryData> = {}
  for (const [category, read] of Object.entries(all)) {
    const data = may(category) ? read() : undefined
    if (data !== undefined) categories[category] = data
  }
  return {
    categories,
    withheld: [
      ...(narrative?.ok === false ? ['narrative'] : []),
      ...(suspects?.isWhole === false ? ['suspects'] : []),
      ...new Set(naming.map(categoryOfRisk).filter(may)),
    ].map(category => ({ category, reason: 'redaction_failed' })),
  }
}

/** Every name in the record: the person's own, the guardian's, what the attachments' names hold. */
const namesOf = ({ names, aliases = [], relatives = [] }: Identity): string[] => [...names, ...aliases, ...relatives]

function categoryOfRisk(risk: string): string {
  if (isProtection(risk)) return 'safety'
  if (isHealthRisk(risk)) return 'health'
  return isMigrationRisk(risk) ? 'migration_status' : 'risk'
}

/** Risks are codes of the agencies' own making: software that makes them of free text can make one of a name. */
function namingIn(known: Identity): (risk: string) => boolean {
  const words = tellingWords(namesOf(known))
  return risk => wordsIn(risk.replaceAll('_', ' ')).some(word => words.has(word))
}

/** What came from another hub is already a view, for one reader; it is cut and masked again for this one, never widened. */
function ofPackage(
  { view }: Extract<Held, { kind: 'package' }>,
  showing: ShowingAgain & Pick<Showing, 'isNeed'>,
): Part {
  const { allowance, incriminating } = showing
  const may = (category: string) => allowance.categories.has(category)
  const { narrative: _, self_incriminating: __, ...facts } = view.categories
  const told = cutAgain({ ...view, categories: facts }, showing)
  const account = may('narrative') ? accountAgain(view, showing) : undefined
  const hasPassages = view.categories['self_incriminating'] !== undefined && may('self_incriminating')
  const passages = hasPassages && incriminating ? passagesAgain(view, showing) : undefined
  return {
    categories: {
      ...told.categories,
      ...account?.categories,
      ...(passages && { self_incriminating: passages }),
    },
    withheld: [
      ...view.withheld.filter(({ category }) => !allowance.withheld.some(line => line.category === category)),
      ...told.withheld,
      ...(account?.withheld ?? []),
    ],
  }
}

/** Names by which nobody can tell that another reader was shown the same. */
function notFirst(): Pick<ShowingAgain, 'isFirst' | 'from' | 'referenceOf'> {
  const seen = new Map<string, string>()
  const referenceOf = (reference: string): string => {
    const number = seen.get(reference) ?? String(seen.size + 1)
    seen.set(reference, number)
    return number
  }
  return { isFirst: false, from: PASSED_ON, referenceOf }
}

/** The number of a passport beside a code name is the name. */
const unnamed = ({ identity: _, documents: __, ...rest }: Categories) => rest

function identityOf({ subject: { identity, gender, nationalities } }: SubjectForm): CategoryData {
  const { names, aliases, dateOfBirth } = identity
  return { names, aliases, dateOfBirth: dateOfBirth ?? null, gender, nationalities }
}

/** For a code name only the safe contact; and where the name is not told, neither is a code word or a line that tells it. */
function contactOf(
  form: SubjectForm,
  { allowance, known, mayName }: Pick<Showing, 'allowance' | 'known'> & { readonly mayName: boolean },
  texts: Texts,
): CategoryData {
  const { identity, safeContact } = form.subject
  const contact = safeContact ? safeContactOf(safeContact, mayName ? undefined : { form, known, texts }) : null
  return allowance.codeNameOnly
    ? { safeContact: contact }
    : { phones: identity.phones, emails: identity.emails, safeContact: contact }
}

type SafeContact = NonNullable<SubjectForm['subject']['safeContact']>

/** @param hiding from who may not know the name; absent: the reader may */
function safeContactOf(
  { channel, value, when, language, codeWord }: SafeContact,
  hiding: { readonly form: SubjectForm; readonly known: Identity; readonly texts: Texts } | undefined,
): CategoryData {
  if (!hiding) return { channel, value, when, language, codeWord }
  const { form, known, texts } = hiding
  const told = codeWord !== null && isTelling(codeWord, form, known) ? null : codeWord
  return { channel, ...withoutNamesIn({ value, when, codeWord: told }, known, texts), language, codeWord: told }
}

/** Whether a code word has a word of anybody's name. */
function isTelling(codeWord: string, { subject }: SubjectForm, { names, relatives = [] }: Identity): boolean {
  const named = new Set([...names, ...relatives, ...subject.identity.aliases].flatMap(wordsIn))
  return wordsIn(codeWord).some(word => named.has(word))
}

function familyOf({ subject: { guardian } }: SubjectForm): CategoryData {
  if (guardian === null || guardian === undefined) return { guardian: null }
  const { name, relation, phone, informed } = guardian
  return { guardian: { name, relation, phone, informed } }
}

function needsOf({ subject }: SubjectForm, isNeed: Showing['isNeed']): CategoryData {
  const { needs, languages, ageBand, gender } = subject
  return { needs: needs.filter(isNeed), languages, ageBand: ageBand ?? null, gender }
}

function exploitationOf({ trafficking }: SubjectForm): CategoryData {
  const { status, exploitationTypes, methodsOfControl, recruitment } = trafficking
  const events = trafficking.events.map(({ type, country, from, to }) => ({ type, country, from, to }))
  return { status, exploitationTypes, methodsOfControl, recruitment, events }
}
