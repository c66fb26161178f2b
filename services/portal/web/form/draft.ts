import type { SheetFile } from '@amparo/client'
import { ageAt, ageBandOf, isPartialDate } from '@amparo/contracts'
import type { Mark } from './marks.ts'

/** Whom the person never wants to know: every agency of a kind, one agency, or one officer of the own. */
export interface ExcludedRow {
  readonly hub: string
  readonly agencyType: string
  readonly agencyId: string
  readonly userId: string
}

export interface DocumentRow {
  readonly type: string
  readonly number: string
}

export interface EventRow {
  readonly type: string
  readonly country: string
  readonly from: string
  readonly to: string
}

/** All that is typed into the form of a new referral, as typed. It lives in the page's memory and nowhere else. */
export interface Draft {
  // Lists of texts are one to a line.
  readonly names: string
  readonly aliases: string
  readonly birth: string
  readonly ageBand: string
  readonly minor: '' | 'no' | 'yes' | 'doubt'
  readonly gender: string
  readonly nationalities: readonly string[]
  readonly languages: readonly string[]
  readonly migrationStatus: string
  readonly documents: readonly DocumentRow[]
  readonly phones: string
  readonly emails: string
  readonly addresses: string

  readonly hasSafeContact: boolean
  readonly contactChannel: string
  readonly contactValue: string
  readonly contactWhen: string
  readonly contactCodeWord: string
  readonly contactLanguage: string
  readonly hasGuardian: boolean
  readonly guardianName: string
  readonly guardianRelation: string
  readonly guardianPhone: string
  readonly guardianInformed: boolean
  readonly fearAsked: '' | 'yes' | 'no'
  readonly fearInPrivate: boolean
  readonly fearAnswer: string
  readonly risks: readonly string[]
  readonly needs: readonly string[]

  readonly traffickingStatus: string
  readonly exploitation: readonly string[]
  readonly control: readonly string[]
  readonly recruitment: readonly string[]
  readonly events: readonly EventRow[]

  readonly narrativeLanguage: string
  readonly narrative: string
  /** Passages of it that could be held against the person. */
  readonly incriminating: readonly Mark[]

  readonly protocol: string
  /** Where the protocol is evaluated: how what is sent may be handled, and how source and information are evaluated. */
  readonly handling: string
  readonly source: string
  readonly information: string
  readonly priority: string
  readonly hub: string
  readonly agencyType: string
  readonly agency: string
  readonly services: readonly string[]
  readonly purpose: string

  readonly basis: string
  readonly grantedBy: string
  readonly purposes: readonly string[]
  readonly recipientScope: 'agency' | 'type'
  /** Ways of passing it on; null: nobody was asked for more than this referral takes. */
  readonly actions: readonly string[] | null
  /** Other jurisdictions for a kind of agency. */
  readonly hubs: readonly string[]
  readonly onward: boolean
  readonly categories: readonly string[]
  readonly languageExplained: string
  readonly interpreter: boolean
  readonly interpreterKind: string
  readonly comprehensionChecked: boolean
  readonly comprehension: string
  readonly capacity: string
  readonly guardianAuthority: string
  readonly guardianDocument: string
  readonly conflictCheck: string
  readonly witness: string
  readonly noContact: boolean
  readonly signature: string
  readonly sheet: SheetFile | null
  readonly reportBack: boolean
  /** Police and prosecution may read what could be used against the person, who was advised on it before. */
  readonly ownWordsAgreed: boolean
  readonly advisedBy: string
  readonly advisedOn: string
  readonly validUntil: string
  readonly assent: boolean
  readonly reason: string
  readonly orderHash: string
  /** What the court or the law compels, and until when the court does. */
  readonly compels: readonly string[]
  readonly orderUntil: string
  readonly law: string
  readonly article: string
  readonly personTold: string
  /** Who said no to it before another basis was claimed. */
  readonly refusedBy: 'nobody' | 'self' | 'guardian'
  readonly excluded: readonly ExcludedRow[]

  /** Made by phone or on paper before; empty: made now. */
  readonly fallback: '' | 'phone' | 'paper'
  readonly fallbackNumber: string
  /** YYYY-MM-DDTHH:MM of the clock on the wall. */
  readonly fallbackAt: string
  readonly fallbackBy: string
}

export type FieldName = keyof Draft

export const emptyDraft = (hub: string, narrativeLanguage: string): Draft => ({
  names: '',
  aliases: '',
  birth: '',
  ageBand: '',
  minor: '',
  gender: 'NonSpecifiedUnknown',
  nationalities: [],
  languages: [],
  migrationStatus: '',
  documents: [],
  phones: '',
  emails: '',
  addresses: '',
  hasSafeContact: false,
  contactChannel: '',
  contactValue: '',
  contactWhen: '',
  contactCodeWord: '',
  contactLanguage: '',
  hasGuardian: false,
  guardianName: '',
  guardianRelation: '',
  guardianPhone: '',
  guardianInformed: false,
  fearAsked: '',
  fearInPrivate: false,
  fearAnswer: '',
  risks: [],
  needs: [],
  traffickingStatus: '',
  exploitation: [],
  control: [],
  recruitment: [],
  events: [],
  narrativeLanguage,
  narrative: '',
  incriminating: [],
  protocol: '',
  handling: '',
  source: '',
  information: '',
  priority: '',
  hub,
  agencyType: '',
  agency: '',
  services: [],
  purpose: '',
  basis: '',
  grantedBy: '',
  purposes: [],
  recipientScope: 'agency',
  actions: null,
  hubs: [],
  onward: false,
  categories: [],
  languageExplained: '',
  interpreter: false,
  interpreterKind: '',
  comprehensionChecked: false,
  // What the question before it asks for; whoever found it out otherwise says so.
  comprehension: 'own_words',
  capacity: 'unknown',
  guardianAuthority: '',
  guardianDocument: '',
  conflictCheck: '',
  witness: '',
  noContact: false,
  reportBack: false,
  ownWordsAgreed: false,
  advisedBy: '',
  advisedOn: '',
  signature: '',
  sheet: null,
  validUntil: '',
  assent: false,
  reason: '',
  orderHash: '',
  compels: [],
  orderUntil: '',
  law: '',
  article: '',
  personTold: '',
  refusedBy: 'nobody',
  excluded: [],
  fallback: '',
  fallbackNumber: '',
  fallbackAt: '',
  fallbackBy: '',
})

/** The age band that a known birth gives; undefined if it is unknown, or lies ahead. */
export function ageBandFromBirth(birth: string, now: Date): string | undefined {
  if (!isPartialDate(birth.trim())) return undefined
  const age = ageAt(birth.trim(), now)
  return age < 0 ? undefined : ageBandOf(age)
}

/** Doubt means child (directive 3). */
export const isChild = ({ minor }: Pick<Draft, 'minor'>): boolean => minor === 'yes' || minor === 'doubt'

/** Who is to have agreed may be part of the harm: that is no consent, and nobody is sent to them for papers. */
export const isGuardianSuspected = ({ grantedBy, risks }: Pick<Draft, 'grantedBy' | 'risks'>): boolean =>
  grantedBy === 'guardian' && risks.includes('guardian_suspected')

/** What a basis of one officer alone needs: a recent sign-in now, a second person within a day. */
export const needsSecondPerson = ({ basis, personTold }: Pick<Draft, 'basis' | 'personTold'>): boolean =>
  basis === 'vital_interest' ||
  basis === 'child_safeguarding' ||
  (basis === 'legal_obligation' && personTold === 'would_endanger')

/** On bases by which somebody else than the person says which data. */
export const isCompelled = ({ basis }: Pick<Draft, 'basis'>): boolean =>
  basis === 'court_order' || basis === 'legal_obligation'
