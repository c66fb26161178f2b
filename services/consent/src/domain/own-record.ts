import { bars, type Exclusion, type Party } from './agency.ts'
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
  readonly facts: Pick<Facts, 'guardianConflict' | 'guardianNamed'>
  readonly exclusions: readonly Exclusion[]
  /** Of the person in this hub, whoever recorded them. */
  readonly records: readonly OnRecord[]
}

type OnRecord = BasisRecord & { readonly agencyId: string }

/**
 * Why a person's own record may not be read so; undefined: it may. Never through who removes people, nor through a foreign state, nor by
 * a guardian who may be part of the harm (rules: States that a person may fear; Retention). A caseworker needs something in force that the
 * agency recorded, or the person's consent that names it; for a code sheet it may have ended. Who reads by the sheet is the person.
 */
export function recordDenial(c: OwnRecordCase, policy: Policy, now: Date): DenialCode | undefined {
  const { agency, userId, askedBy, facts, exclusions } = c
  if (agency === undefined) return 'recipient_unknown'
  if (policy.firewall.barred.includes(agency.type)) return 'migration_enforcement_firewall'
  if (policy.representsForeignState.includes(agency.type)) return 'state_of_nationality'
  if (askedBy === 'guardian' && (facts.guardianConflict || !facts.guardianNamed)) return 'guardian_conflict'
  const isBySheet = userId === undefined
  if (isBySheet) return undefined
  if (exclusions.some(one => bars(one, agency, userId))) return 'recipient_excluded'
  const consent = carriedWithin(c.records, recordLimits(c, now))
  return typeof consent === 'string' ? consent : undefined
}

/**
 * What has to stand on record for the person's own to be read through a caseworker: of any kind and recorded by the agency, which sees of it what
 * is its own; or a consent that names it. Whoever withdrew all wants to see who still holds what: a sheet is given whatever has ended.
 */
export function recordLimits({ agency, forSheet }: OwnRecordCase, now: Date): readonly Limit<OnRecord>[] {
  if (agency === undefined) return nothingCarries('recipient_unknown')
  const isTheirs = (record: OnRecord) =>
    record.agencyId === agency.agencyId || (record.basis === 'consent' && namesRecipient(record, agency))
  return [
    ['no_lawful_basis', isTheirs],
    ['consent_withdrawn', record => forSheet || record.withdrawnAt === undefined],
    ['consent_expired', record => forSheet || statusOf(record, now) === 'in_force'],
  ]
}
