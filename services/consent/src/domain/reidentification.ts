import { type Accredited, bars, type Exclusion, hasLapsed, type Party } from './agency.ts'
import { compelsIdentity } from './categories.ts'
import { hasConflictedGuardian, isNoChild, lacksGuardian } from './child.ts'
import type { AgencyType, Basis, Category, Purpose } from './codes.ts'
import type { Facts } from './disclosure.ts'
import { carriedWithin, type Limit, nothingCarries } from './limits.ts'
import type { Policy } from './policy.ts'
import type { DenialCode } from './precedence.ts'
import {
  awaitsReview,
  awaitsSecond,
  type BasisRecord,
  isExpired,
  isOverdue,
  isStale,
  namesRecipient,
} from './record.ts'

interface Row {
  /** On which it rests, on record and for the custodian's agency: neither a pseudonym nor a reason gives a right by itself. */
  readonly basis: Basis
  /** For one of which the basis was recorded. */
  readonly purposes: readonly Purpose[]
  /** Whose mandate covers it. No migration enforcement in any row. */
  readonly mandates: readonly AgencyType[]
}

/** Why a custodian may be told who stands behind a pseudonym. What is not in the table is denied. */
export const REIDENTIFICATION = {
  court_order: {
    basis: 'court_order',
    purposes: ['criminal_investigation', 'formal_identification'],
    mandates: ['court', 'prosecution', 'police', 'identification_authority'],
  },
  danger_to_life: {
    basis: 'vital_interest',
    purposes: ['shelter', 'safe_return', 'medical_care', 'formal_identification'],
    mandates: ['police', 'shelter', 'health', 'child_protection', 'identification_authority', 'central_authority'],
  },
  child_in_danger: {
    basis: 'child_safeguarding',
    purposes: ['child_protection', 'family_tracing', 'formal_identification'],
    mandates: ['child_protection', 'police', 'shelter', 'identification_authority'],
  },
  duty_to_identify: {
    basis: 'legal_obligation',
    purposes: ['formal_identification'],
    mandates: ['identification_authority', 'central_authority'],
  },
} as const satisfies Readonly<Record<string, Row>>

/** Who it is, and nothing of what happened. */
export const REIDENTIFIED: readonly Category[] = ['identity']

export interface ReidentificationCase {
  readonly reason: string
  /** The custodian's own agency. Undefined: unknown, or suspended. */
  readonly party: Accredited | undefined
  readonly userId: string
  readonly isCustodian: boolean
  readonly facts: Pick<Facts, 'minor' | 'ageUnknown' | 'guardianNamed' | 'guardianConflict'>
  readonly exclusions: readonly Exclusion[]
  /** Of the person in this hub, whoever recorded them: the agency that has the person, or the custodian's own. */
  readonly records: readonly BasisRecord[]
  /** Grants of other hubs on which the person came, as they stand. Empty: they were registered here. */
  readonly came: readonly BasisRecord[]
}

export type ReidentificationDecision =
  /** `granted`: on which the name came from another hub. */
  | {
      readonly permit: true
      readonly record: BasisRecord
      readonly purpose: Purpose
      readonly granted: BasisRecord | undefined
    }
  | { readonly permit: false; readonly reason: DenialCode }

const deny = (reason: DenialCode): ReidentificationDecision => ({ permit: false, reason })

/** Whether a custodian may be told who stands behind a pseudonym, which another custodian has confirmed. */
export function decideReidentification(c: ReidentificationCase, policy: Policy, now: Date): ReidentificationDecision {
  const { party, userId, exclusions, records, came } = c
  if (party === undefined) return deny('recipient_unknown')
  if (hasLapsed(party, now)) return deny('recipient_accreditation_lapsed')
  if (exclusions.some(one => bars(one, party, userId))) return deny('recipient_excluded')
  const granted = came.find(grant => givesName(grant, party, policy, now))
  if (came.length > 0 && granted === undefined) return deny('onward_not_permitted')
  const record = carriedWithin(records, reidentificationLimits(c, policy, now))
  if (typeof record === 'string') return deny(record)
  const purpose = rowFor(c)?.purposes.find(one => record.purposes.includes(one))
  return purpose === undefined ? deny('purpose_outside_consent') : { permit: true, record, purpose, granted }
}

/**
 * What came from another hub is for the agency to which it was sent, as long as that hub says so, and has said so lately: what is recorded here lets no
 * other have it (rules: onward use needs the sender's permission).
 */
const givesName = (grant: BasisRecord, party: Party, policy: Policy, now: Date): boolean =>
  namesRecipient(grant, party) &&
  grant.withdrawnAt === undefined &&
  !isExpired(grant, now) &&
  !isStale(grant, policy.grantStatus.staleHours, now) &&
  grant.categories.includes('identity') &&
  !grant.codeNameOnly

/** What a basis on record has to fulfil to carry it. */
export function reidentificationLimits(c: ReidentificationCase, policy: Policy, now: Date): readonly Limit[] {
  const { party, facts } = c
  const row = rowFor(c)
  if (party === undefined) return nothingCarries('recipient_unknown')
  if (row === undefined) return nothingCarries('no_lawful_basis')
  return [
    // Another agency's for somebody else says nothing to this one, not even that it is there.
    [
      'no_lawful_basis',
      record => record.basis === row.basis && record.origin === 'recorded' && namesRecipient(record, party),
    ],
    ['consent_withdrawn', record => record.withdrawnAt === undefined],
    ['consent_expired', record => !isExpired(record, now)],
    ['purpose_outside_consent', record => row.purposes.some(purpose => record.purposes.includes(purpose))],
    ['minor_without_guardian_or_safeguarding', record => !lacksGuardian(record, facts, policy)],
    ['guardian_conflict', record => !hasConflictedGuardian(record, facts, policy)],
    ['not_a_child', record => !isNoChild(record, facts)],
    ['confirmation_overdue', record => !isOverdue(record, now)],
    ['refusal_not_reviewed', record => !awaitsReview(record)],
    ['second_person_first', record => !awaitsSecond(record)],
    ['nothing_to_disclose', record => compelsIdentity(record, party.hub, policy)],
  ]
}

/** Undefined: the table does not permit it to this agency. */
function rowFor({ reason, party, isCustodian }: ReidentificationCase): Row | undefined {
  const row: Row | undefined = Object.entries(REIDENTIFICATION).find(([code]) => code === reason)?.[1]
  return isCustodian && party && row?.mandates.includes(party.type) ? row : undefined
}
