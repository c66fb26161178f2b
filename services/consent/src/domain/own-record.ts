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
  readonly facts: Pick<Facts, 'guardianConflict' | 'guardianNamed'>
  readonly exclusions: readonly Exclusion[]
  /** Of the person in this hub, whoever recorded them. */
  readonly records: readonly OnRecord[]
}

type OnRecord = BasisRecord & { readonly agencyId: string }

/**
 * Why a person's own record may not be read so; undefined: it may. Never through who removes people, nor through a foreign state, nor by
 * a guardian who may be part of the harm (rules: States that a person may fear; Retention). A caseworker needs the person's consent in
 * force; who reads by the code sheet is the person, whatever was withdrawn since.
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

/** What a consent has to fulfil for its person's own record to be read through a caseworker: recorded by the agency, or naming it. */
export function recordLimits({ agency }: OwnRecordCase, now: Date): readonly Limit<OnRecord>[] {
  if (agency === undefined) return nothingCarries('recipient_unknown')
  const isTheirs = (record: OnRecord) => record.agencyId === agency.agencyId || namesRecipient(record, agency)
  return [
    ['no_lawful_basis', record => record.basis === 'consent' && isTheirs(record)],
    ['consent_withdrawn', record => record.withdrawnAt === undefined],
    ['consent_expired', record => statusOf(record, now) === 'in_force'],
  ]
}
