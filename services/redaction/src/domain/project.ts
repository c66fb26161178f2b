import { type Engine, isSmallWord, wordsIn } from '@amparo/text'
import { type Assessed, withAssessments } from './assessed.ts'
import type { Held } from './held.ts'
import { knownIdentity } from './known-identity.ts'
import { redactNarrative } from './narrative.ts'
import { isHealthNeed, isHealthRisk, isMigrationRisk } from './sensitive-codes.ts'
import type { SubjectForm } from './subject-form.ts'
import type { Allowance, CategoryData, Projection, WithheldLine } from './view.ts'

/**
 * A gap with one of these names would tell (rules: Silence). A migration status is among them because asylum is: a gap that is
 * named for some and silent for others would name the others.
 */
const SECRET: ReadonlySet<string> = new Set([
  'self_incriminating',
  'help_seeking',
  'health',
  'safety',
  'migration_status',
])

/** Minimum necessary: of what is held, the fields named here, of the categories permitted, and nothing else. */
export function project(held: Held, allowance: Allowance, { codeName, engine, assessed = [] }: Own): Projection {
  const found = held.kind === 'form' ? ofForm(held.form, allowance, engine) : ofPackage(held, allowance)
  const categories = allowance.codeNameOnly
    ? { identity: { codeName }, ...withoutIdentity(found.categories) }
    : found.categories
  const withheld = [...allowance.withheld, ...found.withheld.map(line => ({ ...line, silent: false }))].map(line => ({
    ...line,
    silent: line.silent || SECRET.has(line.category),
  }))
  return {
    categories: withAssessments(categories, assessed, allowance.categories),
    withheld: withheld.filter(line => !line.silent).map(({ category, reason }) => ({ category, reason })),
    trulyWithheld: withheld,
  }
}

interface Own {
  readonly codeName: string
  readonly engine: Engine
  readonly assessed?: readonly Assessed[]
}

interface Found {
  readonly categories: Readonly<Record<string, CategoryData>>
  readonly withheld: readonly WithheldLine[]
}

function ofForm(whole: SubjectForm, allowance: Allowance, engine: Engine): Found {
  const may = (category: string): boolean => allowance.categories.has(category)
  const mayName = may('identity') && !allowance.codeNameOnly
  const naming = mayName ? [] : whole.subject.risks.filter(risk => namesSomebody(risk, whole, engine))
  const risks = whole.subject.risks.filter(risk => !naming.includes(risk))
  const form = { ...whole, subject: { ...whole.subject, risks } }
  const narrative = may('narrative') ? redactNarrative(form, engine, allowance.reading) : undefined
  const all: Readonly<Record<string, () => CategoryData | undefined>> = {
    identity: () => identityOf(form),
    contact: () => contactOf(form, mayName, allowance.codeNameOnly, engine),
    documents: () => ({ documents: form.subject.identity.documents.map(({ type, number }) => ({ type, number })) }),
    location: () => ({ addresses: form.subject.identity.addresses }),
    family: () => familyOf(form),
    migration_status: () => ({
      migrationStatus: form.subject.migrationStatus,
      risks: form.subject.risks.filter(isMigrationRisk),
    }),
    risk: () => ({ risks: form.subject.risks.filter(risk => !isHealthRisk(risk) && !isMigrationRisk(risk)) }),
    health: () => ({
      needs: form.subject.needs.filter(isHealthNeed),
      risks: form.subject.risks.filter(isHealthRisk),
    }),
    needs: () => needsOf(form, may('health')),
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
      ...new Set(naming.map(categoryOfRisk).filter(may)),
    ].map(category => ({ category, reason: 'redaction_failed' })),
  }
}

/** Every name in the record: the person's own, the guardian's, what the attachments' names hold. */
function namesOf(form: SubjectForm, engine: Engine): string[] {
  const { names, aliases = [], relatives = [] } = knownIdentity(form, engine)
  return [...names, ...aliases, ...relatives]
}

const categoryOfRisk = (risk: string): string =>
  isHealthRisk(risk) ? 'health' : isMigrationRisk(risk) ? 'migration_status' : 'risk'

/** Risks are codes of the agencies' own making: software that makes them of free text can make one of a name. */
function namesSomebody(risk: string, form: SubjectForm, engine: Engine): boolean {
  const known = new Set(
    namesOf(form, engine)
      .flatMap(wordsIn)
      .filter(word => word.length > 2 && !isSmallWord(word)),
  )
  return wordsIn(risk.replaceAll('_', ' ')).some(word => known.has(word))
}

/** What came from another hub is already a view; it is cut again, never widened. */
function ofPackage({ view }: Extract<Held, { kind: 'package' }>, allowance: Allowance): Found {
  const permitted = Object.entries(view.categories).filter(([category]) => allowance.categories.has(category))
  return {
    categories: Object.fromEntries(
      permitted.map(([category, data]) => [
        category,
        category === 'contact' && allowance.codeNameOnly ? safeOnly(data) : data,
      ]),
    ),
    withheld: view.withheld.filter(({ category }) => !allowance.withheld.some(line => line.category === category)),
  }
}

const safeOnly = (contact: CategoryData): CategoryData => ({ safeContact: contact['safeContact'] ?? null })

const withoutIdentity = ({ identity: _, ...rest }: Readonly<Record<string, CategoryData>>) => rest

function identityOf({ subject: { identity, gender, nationalities } }: SubjectForm): CategoryData {
  const { names, aliases, dateOfBirth } = identity
  return { names, aliases, dateOfBirth: dateOfBirth ?? null, gender, nationalities }
}

/** For a code name only the safe contact; and where the name is not told, a code word that is part of it is not told either. */
function contactOf(form: SubjectForm, mayName: boolean, safeContactOnly: boolean, engine: Engine): CategoryData {
  const { identity, safeContact } = form.subject
  const contact = safeContact ? { ...safeContactOf(safeContact), codeWord: codeWordOf(form, mayName, engine) } : null
  return safeContactOnly
    ? { safeContact: contact }
    : { phones: identity.phones, emails: identity.emails, safeContact: contact }
}

function safeContactOf({ channel, value, when, language }: NonNullable<SubjectForm['subject']['safeContact']>) {
  return { channel, value, when, language }
}

function codeWordOf(form: SubjectForm, mayName: boolean, engine: Engine): string | null {
  const codeWord = form.subject.safeContact?.codeWord ?? null
  if (codeWord === null || mayName) return codeWord
  const named = new Set(
    namesOf(form, engine)
      .filter(name => name !== codeWord)
      .flatMap(wordsIn),
  )
  const own = new Set(form.subject.identity.aliases.flatMap(wordsIn))
  return wordsIn(codeWord).some(word => named.has(word) || own.has(word)) ? null : codeWord
}

function familyOf({ subject: { guardian } }: SubjectForm): CategoryData {
  if (guardian === null || guardian === undefined) return { guardian: null }
  const { name, relation, phone, informed } = guardian
  return { guardian: { name, relation, phone, informed } }
}

/** Needs of care belong to health, and are not to be told by their place in another list. */
function needsOf({ subject }: SubjectForm, mayHealth: boolean): CategoryData {
  const { needs, languages, ageBand, gender } = subject
  return { needs: needs.filter(need => mayHealth || !isHealthNeed(need)), languages, ageBand: ageBand ?? null, gender }
}

function exploitationOf({ trafficking }: SubjectForm): CategoryData {
  const { status, exploitationTypes, methodsOfControl, recruitment } = trafficking
  const events = trafficking.events.map(({ type, country, from, to }) => ({ type, country, from, to }))
  return { status, exploitationTypes, methodsOfControl, recruitment, events }
}
