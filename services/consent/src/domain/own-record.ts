import { bars, type Exclusion, type Party } from './agency.ts'
import type { Facts } from './disclosure.ts'
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
  readonly records: readonly (BasisRecord & { readonly agencyId: string })[]
}

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
  return missingConsent(c.records, agency, now)
}

/** Recorded by the agency, or naming it. */
function missingConsent(records: OwnRecordCase['records'], agency: Party, now: Date): DenialCode | undefined {
  const consents = records.filter(
    record => record.basis === 'consent' && (record.agencyId === agency.agencyId || namesRecipient(record, agency)),
  )
  const statuses = consents.map(record => statusOf(record, now))
  if (statuses.includes('in_force')) return undefined
  if (statuses.includes('withdrawn')) return 'consent_withdrawn'
  return statuses.length > 0 ? 'consent_expired' : 'no_lawful_basis'
}
