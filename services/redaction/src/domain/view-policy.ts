import type { Policy } from '@amparo/text'

/** Whom a disclosure is for and on what it rests: codes of the contracts, from consent's permit. */
export interface Disclosure {
  /** Agency type. */
  readonly reader: string
  readonly purpose: string
  readonly basis: string
  readonly instrument: Instrument
  readonly handlingCode: string
  /** Absent: on an ordinary permit. */
  readonly occasion?: Occasion
}

/** One person alone in an emergency; two custodians, for the name behind a pseudonym. */
export const OCCASIONS = ['ordinary', 'emergency', 'reidentification'] as const
export type Occasion = (typeof OCCASIONS)[number]

export const INSTRUMENTS = ['none', 'across_border'] as const
export type Instrument = (typeof INSTRUMENTS)[number]

/** Which disclosures a rule is for; what is absent does not matter. */
export interface When {
  readonly readers?: readonly string[] | undefined
  readonly purposes?: readonly string[] | undefined
  readonly bases?: readonly string[] | undefined
  readonly instruments?: readonly Instrument[] | undefined
  readonly handlingCodes?: readonly string[] | undefined
  readonly occasions?: readonly Occasion[] | undefined
}

/** Takes fields away, never gives any. */
export interface Rule {
  readonly id: string
  readonly says: string
  /** Code with which the reader is told. */
  readonly reason: string
  readonly when: When
  /** A category, or category.field. */
  readonly only?: readonly string[] | undefined
  readonly never?: readonly string[] | undefined
}

export interface Field {
  readonly title: string
  /** Whether it finds a person: of itself, together with others, or not. */
  readonly finds: 'directly' | 'together' | 'not'
}

export interface Category {
  readonly title: string
  /** A gap of this name would tell (rules: Silence). */
  readonly secret: boolean
  readonly fields: Readonly<Record<string, Field>>
}

export type Profile = 'assistance' | 'proceedings' | 'proceedings_masked' | 'publication'

/** How a text is masked for one kind of reader, as the text engine takes it. */
export interface TextPolicy extends Policy {
  readonly title: string
  readonly says: string
  /** Of towns: the engine tells nobody, as it was told, a place that is small enough to find a person. */
  readonly places: 'told' | 'state' | 'withheld'
  /** By what judgments and reports of hospitals are found where they are kept: for a reader never as their own reader decides alone. */
  readonly traces: 'told' | 'withheld'
  /** Whether a reviewer may show what is masked: only with a second person, or not at all. */
  readonly lifting: 'second_person' | 'never'
}

export interface TextRule {
  readonly says: string
  readonly when: When
  /** Fields that the reader must be able to see. */
  readonly needs: readonly string[]
  readonly profile: Profile
}

/** services/redaction/policy/views.v1.json, checked. It is explained there, for readers of law. */
export interface ViewPolicy {
  /** SHA-256 of the file, lower-case hex. */
  readonly hash: string
  readonly categories: Readonly<Record<string, Category>>
  readonly readers: Readonly<Record<string, { readonly title: string; readonly sees: readonly string[] }>>
  readonly rules: readonly Rule[]
  readonly texts: { readonly profiles: Readonly<Record<Profile, TextPolicy>>; readonly rules: readonly TextRule[] }
  readonly modes: {
    readonly media_safe: { readonly says: string; readonly fields: readonly string[]; readonly texts: Profile }
  }
}

type Rules = Pick<ViewPolicy, 'categories' | 'readers' | 'rules'>

/** Whether a list speaks of a field: by its own name, or by that of its category. */
export const covers = (list: readonly string[], category: string, field: string): boolean =>
  list.includes(category) || list.includes(`${category}.${field}`)

export const isFor = (when: When, disclosure: Disclosure): boolean =>
  (when.readers?.includes(disclosure.reader) ?? true) &&
  (when.purposes?.includes(disclosure.purpose) ?? true) &&
  (when.bases?.includes(disclosure.basis) ?? true) &&
  (when.instruments?.includes(disclosure.instrument) ?? true) &&
  (when.handlingCodes?.includes(disclosure.handlingCode) ?? true) &&
  (when.occasions?.includes(disclosure.occasion ?? 'ordinary') ?? true)

/** Why a field is not shown; undefined: it is. A field, a category or a kind of reader that the policy does not know is not. */
export function withheldBecause(
  policy: Rules,
  disclosure: Disclosure,
  category: string,
  field: string,
): string | undefined {
  if (!isInMandate(policy, disclosure.reader, category, field)) return 'outside_mandate'
  return policy.rules.find(rule => isFor(rule.when, disclosure) && takes(rule, category, field))?.reason
}

/** Whether readers of this kind see it at all, whatever it is for. */
export function isInMandate(policy: Rules, reader: string, category: string, field: string): boolean {
  const isKnown = Object.hasOwn(policy.categories[category]?.fields ?? {}, field)
  const sees = Object.hasOwn(policy.readers, reader) ? (policy.readers[reader]?.sees ?? []) : []
  return isKnown && covers(sees, category, field)
}

const takes = ({ only, never }: Rule, category: string, field: string): boolean =>
  (only !== undefined && !covers(only, category, field)) || (never !== undefined && covers(never, category, field))

/**
 * How texts are masked for a reader. Where a field that a profile needs lies outside of what was permitted, or of what the reader
 * sees, the next that fits is taken; the strictest, if none does.
 *
 * @param permitted categories that consent's permit allows
 */
export function profileFor(policy: ViewPolicy, disclosure: Disclosure, permitted: ReadonlySet<string>): Profile {
  const sees = (category: string) =>
    permitted.has(category) &&
    Object.keys(policy.categories[category]?.fields ?? {}).some(
      field => withheldBecause(policy, disclosure, category, field) === undefined,
    )
  return (
    policy.texts.rules.find(rule => isFor(rule.when, disclosure) && rule.needs.every(sees))?.profile ?? 'publication'
  )
}
