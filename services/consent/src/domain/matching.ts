import { type Accredited, bars, type Exclusion, lapseBetween } from './agency.ts'
import { hasConflictedGuardian, isNoChild, isOfChildOnly, lacksGuardian } from './child.ts'
import type { AgencyType, Basis, Matter, Purpose } from './codes.ts'
import type { Facts, Instrument } from './disclosure.ts'
import { carriedWithin, type Limit, nothingCarries } from './limits.ts'
import type { Policy } from './policy.ts'
import type { DenialCode } from './precedence.ts'
import { awaitsReview, awaitsSecond, type BasisRecord, isExpired, isOverdue, namesRecipient } from './record.ts'

interface Row {
  /** On which it rests, on record in the asking hub: what a hit discloses is of the same person. */
  readonly basis: Basis
  /** Under which kind of instrument the two hubs may ask one another. */
  readonly matter: Matter
  readonly purposes: readonly Purpose[]
  /** Whose mandate covers asking. No migration enforcement in any row. */
  readonly mandates: readonly AgencyType[]
}

const HELPERS: readonly AgencyType[] = [
  ...(['shelter', 'health', 'child_protection', 'legal_aid', 'civil_society', 'international_organisation'] as const),
  ...(['migration_protection', 'refugee_authority', 'witness_protection', 'hotline', 'ombudsman'] as const),
  ...(['police', 'prosecution', 'identification_authority', 'central_authority'] as const),
]

/** Why a hub may be asked whether it knows a person. What is not in the table is denied. */
export const MATCHING = {
  request_of_the_person: {
    ...{ basis: 'consent', matter: 'assistance', mandates: HELPERS },
    purposes: ['family_tracing', 'safe_return', 'formal_identification', 'shelter', 'psychosocial_support'],
  },
  danger_to_life: {
    ...{ basis: 'vital_interest', matter: 'assistance' },
    purposes: ['shelter', 'safe_return', 'medical_care', 'formal_identification'],
    mandates: ['police', 'shelter', 'health', 'child_protection', 'identification_authority', 'central_authority'],
  },
  child_in_danger: {
    ...{ basis: 'child_safeguarding', matter: 'assistance' },
    purposes: ['child_protection', 'family_tracing'],
    mandates: ['child_protection', 'police', 'shelter', 'identification_authority'],
  },
  duty_to_identify: {
    ...{ basis: 'legal_obligation', matter: 'assistance', purposes: ['formal_identification'] },
    mandates: ['identification_authority', 'central_authority'],
  },
  court_order: {
    ...{ basis: 'court_order', matter: 'criminal', purposes: ['criminal_investigation', 'formal_identification'] },
    mandates: ['court', 'prosecution', 'police', 'identification_authority'],
  },
} as const satisfies Readonly<Record<string, Row>>

/** Undefined: there is no such reason. */
export const matchingRow = (reason: string): Row | undefined =>
  Object.entries(MATCHING).find(([code]) => code === reason)?.[1]

/** Of the person, in the asking hub alone. */
interface Asked {
  readonly facts: Pick<
    Facts,
    | 'minor'
    | 'ageUnknown'
    | 'guardianNamed'
    | 'guardianConflict'
    | 'recipientIsStateOfNationality'
    | 'protectionSeeker'
    | 'fearOfReturnAsked'
    | 'received'
    | 'importedFrom'
  >
  readonly exclusions: readonly Exclusion[]
  /** Of the agency that has the person. */
  readonly records: readonly BasisRecord[]
}

export interface MatchCase {
  readonly reason: string
  readonly purpose: Purpose
  /** Undefined: unknown, or suspended. */
  readonly asker: Accredited | undefined
  readonly answerer: Accredited | undefined
  /** Undefined in the answering hub. */
  readonly asked: Asked | undefined
  /** Between the two hubs, for the reason's kind of matter. */
  readonly instruments: readonly Instrument[]
}

export type MatchDecision =
  | {
      readonly permit: true
      readonly row: Row
      readonly instrumentId: string
      /** Undefined in the answering hub. */
      readonly record: BasisRecord | undefined
    }
  | { readonly permit: false; readonly reason: DenialCode }

const deny = (reason: DenialCode): MatchDecision => ({ permit: false, reason })

/**
 * Whether one hub may ask another whether it knows a person. Both hubs decide it: the asking one by all there is, the answering one by who
 * asks and why. No question reaches a state that the person may fear, however little it says (rules: States that a person may fear).
 */
export function decideMatch(c: MatchCase, policy: Policy, now: Date): MatchDecision {
  const { asker, answerer, asked, purpose } = c
  if (answerer === undefined) return deny('recipient_unknown')
  if (asker === undefined) return deny('sender_unknown')
  const lapse = lapseBetween({ sender: asker, recipient: answerer }, now)
  if (lapse !== undefined) return deny(lapse)
  if (asked?.exclusions.some(one => bars(one, answerer, undefined))) return deny('recipient_excluded')
  const parties = [asker.type, answerer.type]
  if (parties.includes('migration_enforcement')) return deny('migration_enforcement_firewall')
  if (asked?.facts.received || asked?.facts.importedFrom) return deny('onward_not_permitted')
  if (parties.some(type => policy.representsForeignState.includes(type)) || (asked && mayBeFeared(asked)))
    return deny('state_of_nationality')
  const row = matchingRow(c.reason)
  if (row === undefined) return deny('no_lawful_basis')
  if (!row.mandates.includes(asker.type) || !row.purposes.includes(purpose)) return deny('purpose_outside_mandate')
  return carriedBy(c, row, policy, now)
}

const mayBeFeared = ({ facts }: Asked): boolean =>
  facts.recipientIsStateOfNationality && (facts.protectionSeeker || !facts.fearOfReturnAsked)

function carriedBy(c: MatchCase, row: Row, policy: Policy, now: Date): MatchDecision {
  const { asked, instruments } = c
  // For a child nobody looks on the child's own word, nor on that of a guardian who may be the trafficker.
  if (asked?.facts.minor && row.basis === 'consent') return deny('minor_without_guardian_or_safeguarding')
  const record = asked && carriedWithin(asked.records, matchLimits(c, policy, now))
  if (typeof record === 'string') return deny(record)
  const instrument = instruments.find(({ validUntil, onlyFor }) => validUntil > now && onlyFor === undefined)
  if (instrument === undefined) return deny('no_instrument')
  return { permit: true, row, instrumentId: instrument.id, record }
}

/** What a basis on record has to fulfil to carry a question. */
export function matchLimits(
  { reason, purpose, answerer, asked }: MatchCase,
  policy: Policy,
  now: Date,
): readonly Limit[] {
  const row = matchingRow(reason)
  if (answerer === undefined) return nothingCarries('recipient_unknown')
  if (row === undefined) return nothingCarries('no_lawful_basis')
  return [
    ['no_lawful_basis', record => record.basis === row.basis && record.origin === 'recorded'],
    // As where it carries a disclosure: what a hit discloses is of the same child.
    [
      'minor_without_guardian_or_safeguarding',
      record => asked === undefined || !lacksGuardian(record, asked.facts, policy),
    ],
    ['guardian_conflict', record => asked === undefined || !hasConflictedGuardian(record, asked.facts, policy)],
    ['not_a_child', record => asked === undefined || !isNoChild(record, asked.facts)],
    ['guardian_of_child_only', record => asked === undefined || !isOfChildOnly(record, asked.facts)],
    ['consent_withdrawn', record => record.withdrawnAt === undefined],
    ['consent_expired', record => !isExpired(record, now)],
    ['recipient_outside_consent', record => namesRecipient(record, answerer)],
    ['purpose_outside_consent', record => record.purposes.includes(purpose)],
    // Another hub is asked in the network; no link is sent.
    ['action_outside_consent', record => record.actions === undefined || record.actions.includes('refer')],
    ['signature_missing', record => !record.oralOnly],
    // It is no emergency: that one refers, or phones.
    ['signed_sheet_missing', record => record.sheetBy === undefined],
    ['confirmation_overdue', record => !isOverdue(record, now)],
    ['refusal_not_reviewed', record => !awaitsReview(record)],
    ['second_person_first', record => !awaitsSecond(record)],
  ]
}
