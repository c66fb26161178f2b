import { bars, type Exclusion, type Party } from './agency.ts'
import { isOfChildOnly } from './child.ts'
import type { Facts } from './disclosure.ts'
import { carriedWithin, type Limit, nothingCarries } from './limits.ts'
import type { Policy } from './policy.ts'
import type { DenialCode } from './precedence.ts'
import { type BasisRecord, namesRecipient, statusOf } from './record.ts'

/** Who wants to read it: the person, or who speaks for a child. */
export const ASKED_BY = ['person', 'guardian'] as const
export type AskedBy = (typeof ASKED_BY)[number]

export interface OwnRecordCase {
  /** Through whom it is read, or who gave the code sheet. Undefined: unknown, or suspended. */
  readonly agency: Party | undefined
  /** Undefined by a code sheet. */
  readonly userId: string | undefined
  readonly askedBy: AskedBy
  /** A code sheet is to be made: the person will read it, the caseworker nothing. */
  readonly forSheet: boolean
  /** By a code sheet for which a second officer has to stand by, and none has yet. */
  readonly unattended: boolean
  readonly facts: Pick<Facts, 'minor' | 'ageUnknown' | 'guardianConflict' | 'guardianNamed'>
  readonly exclusions: readonly Exclusion[]
  /** Of the person in this hub, whoever recorded them. */
  readonly records: readonly OnRecord[]
}

type OnRecord = BasisRecord & {
  readonly agencyId: string
  /** The person was referred to the agency through which it is read on this, or by whoever recorded it. */
  readonly sent: Sent | undefined
}
export type Sent = 'on_it' | 'by_its_agency'

/**
 * Why a person's own record may not be read so; undefined: it may. Never through who removes people, nor through a foreign state, nor by
 * a guardian who may be part of the harm (rules: States that a person may fear; Retention), or who speaks for children alone where the person came of age. A caseworker needs something in force that the
 * agency recorded, or on which it was given the person, or the person's consent that names it; for a code sheet it may have ended. Who reads by
 * the sheet is the person.
 */
export function recordDenial(c: OwnRecordCase, policy: Policy, now: Date): DenialCode | undefined {
  const { agency, userId, askedBy, facts, exclusions } = c
  if (agency === undefined) return 'recipient_unknown'
  if (policy.firewall.barred.includes(agency.type)) return 'migration_enforcement_firewall'
  if (policy.representsForeignState.includes(agency.type)) return 'state_of_nationality'
  if (askedBy === 'guardian' && (facts.guardianConflict || !facts.guardianNamed)) return 'guardian_conflict'
  if (askedBy === 'guardian' && !mayGuardianRead(c, now)) return 'guardian_of_child_only'
  const isBySheet = userId === undefined
  if (isBySheet) return c.unattended ? 'confirmation_overdue' : undefined
  if (exclusions.some(one => bars(one, agency, userId))) return 'recipient_excluded'
  const consent = carriedWithin(c.records, recordLimits(c, now))
  return typeof consent === 'string' ? consent : undefined
}

/** Of an adult: who has shown a right over adults with something that stands. */
const mayGuardianRead = ({ facts, records }: OwnRecordCase, now: Date): boolean =>
  !isOfChildOnly({ basis: 'consent', grantedBy: 'guardian' }, facts) ||
  records.some(record => record.guardianOfAdult === true && statusOf(record, now) === 'in_force')

/** What the agency recorded; that on which it was given the person, of whatever kind, or what stands in its place; and a consent that names it. */
const isTheirsOf = (agency: Party) => (record: OnRecord) =>
  record.agencyId === agency.agencyId ||
  record.sent === 'on_it' ||
  ((record.basis === 'consent' || record.sent !== undefined) && namesRecipient(record, agency))

/** A second officer: of the agency or the hub, or, after a withdrawal, of another agency. */
export type StandBy = 'second' | 'independent'

/**
 * Who has to stand by before a code sheet opens, so that nobody reads the whole in the person's place: whoever makes it holds number and
 * code. Undefined: nobody, for the person has a consent in force with the agency.
 */
export function standsBy({ agency, records, facts }: OwnRecordCase, now: Date): StandBy | undefined {
  const theirs = agency === undefined ? [] : records.filter(isTheirsOf(agency))
  const stands = (record: OnRecord) => statusOf(record, now) === 'in_force' && !isOfChildOnly(record, facts)
  if (theirs.some(record => record.basis === 'consent' && stands(record))) return undefined
  return theirs.some(({ withdrawnAt }) => withdrawnAt !== undefined) ? 'independent' : 'second'
}

/** Of a code sheet: that it may be made, and who has to stand by. */
export interface SheetPermit {
  readonly permitId: string
  readonly subjectId: string
  /** By which name the agency has the person. */
  readonly subjectRef: string
  readonly agencyId: string
  readonly userId: string
  readonly standBy: StandBy
  /** Exclusive. */
  readonly standByUntil: Date
  readonly stoodBy: boolean
}

export type StandByFault =
  | 'second_person_required'
  | 'independent_officer_required'
  | 'already_confirmed'
  | 'confirmation_overdue'

/** Why this user may not stand by now; undefined: may. */
export function standByFault(
  sheet: SheetPermit,
  by: { readonly user: string; readonly agency: string },
  now: Date,
): StandByFault | undefined {
  // Of another agency, also for whoever made it: a colleague of theirs may not either.
  if (sheet.standBy === 'independent' && sheet.agencyId === by.agency) return 'independent_officer_required'
  if (sheet.userId === by.user) return 'second_person_required'
  if (sheet.stoodBy) return 'already_confirmed'
  return now >= sheet.standByUntil ? 'confirmation_overdue' : undefined
}

/** Nobody stands by who removes people, speaks for a foreign state, or is excluded by the person, whom they would speak with alone. */
export const mayStandBy = (
  agency: Party,
  userId: string,
  exclusions: readonly Exclusion[],
  { firewall, representsForeignState }: Policy,
): boolean =>
  ![...firewall.barred, ...representsForeignState].includes(agency.type) &&
  !exclusions.some(one => bars(one, agency, userId))

/**
 * What has to stand on record for the person's own to be read through a caseworker: of any kind, and recorded by the agency, which sees of it what
 * is its own, or that on which it was given the person, here or by a grant from another hub; or a consent that names it. Whoever withdrew all
 * wants to see who still holds what: a sheet is given whatever has ended.
 */
export function recordLimits({ agency, forSheet }: OwnRecordCase, now: Date): readonly Limit<OnRecord>[] {
  if (agency === undefined) return nothingCarries('recipient_unknown')
  return [
    ['no_lawful_basis', isTheirsOf(agency)],
    ['consent_withdrawn', record => forSheet || record.withdrawnAt === undefined],
    ['consent_expired', record => forSheet || statusOf(record, now) === 'in_force'],
  ]
}
