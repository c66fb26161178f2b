import type { Language } from './language.ts'

/** First to last what wins where pieces of several types overlap. The judge was trained on their order: a new one comes last. */
export const SPAN_TYPES = [
  'DATE_BIRTH',
  'EMAIL',
  'URL',
  'GEO',
  'IP',
  'BANK',
  'PLATE',
  'PHONE',
  'DOC_ID',
  'HANDLE',
  'KINSHIP_RARE',
  'OCCUPATION_RARE',
  'ADDRESS',
  'PERSON',
  'ALIAS',
  'DATE',
  'AGE',
  'ORG_SMALL',
  'PLACE_SMALL',
  'NATIONALITY',
  'PLACE',
  'TRAIT',
  'AMOUNT',
] as const
export type SpanType = (typeof SPAN_TYPES)[number]

/** Direct identifiers name or reach a person by themselves; quasi identifiers do so together. */
export type Tier = 'direct' | 'quasi'

export const ROLES = ['victim', 'minor', 'relative', 'witness', 'suspect', 'official', 'third'] as const
export type Role = (typeof ROLES)[number]

/** Something that identifies, in UTF-16 offsets of the text. It holds no plaintext of a person. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  readonly tier: Tier
  readonly role: Role
  /** Number of the person or thing within the text: spans of one number name the same one. */
  readonly entity: number
  /** It is of the person the form is about. */
  readonly own?: boolean
  /** The role is told right beside the name and nothing speaks against it: without, no role makes a name readable. */
  readonly sure?: boolean
  /** What may still be told: the month of a day (ISO 8601), the CTDC band of an age, the state of a town. */
  readonly detail?: string
}

/** What a form already says of its subject and those around it: hunted in the text in every disguise. */
export interface Identity {
  readonly names: readonly string[]
  readonly aliases?: readonly string[]
  readonly documents?: readonly string[]
  readonly phones?: readonly string[]
  readonly emails?: readonly string[]
  readonly addresses?: readonly string[]
  /** Names of relatives and of the guardian. */
  readonly relatives?: readonly string[]
  /**
   * Of the relatives, whole names of those whom the record itself lists as suspects. They are hunted as all are; where a policy lets suspects be
   * read, the whole name may be where it is told that they are one, unless a word of it is like one of anybody else's of the record.
   */
  readonly suspects?: readonly string[]
  /** ISO 8601 date. */
  readonly dateOfBirth?: string | null
  /** Of a text about several people, those of the others. ISO 8601 dates. */
  readonly datesOfBirth?: readonly string[]
}

export const birthsOf = ({ dateOfBirth, datesOfBirth = [] }: Identity): readonly string[] =>
  dateOfBirth ? [dateOfBirth, ...datesOfBirth] : datesOfBirth

export interface AnalyseOptions {
  /** ISO 639 code of one of the four languages; found from the text when missing. */
  readonly lang?: Language
  readonly identity?: Identity
}

const QUASI: ReadonlySet<SpanType> = new Set<SpanType>([
  'AGE',
  'PLACE_SMALL',
  'PLACE',
  'ORG_SMALL',
  'DATE',
  'NATIONALITY',
  'OCCUPATION_RARE',
  'KINSHIP_RARE',
  'TRAIT',
  'AMOUNT',
])

export const isOfPerson = (type: SpanType): boolean => type === 'PERSON' || type === 'ALIAS'

export const tierOf = (type: SpanType): Tier => (QUASI.has(type) ? 'quasi' : 'direct')
