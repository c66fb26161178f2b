import { covers, type Party } from './agency.ts'
import type { Roster } from './duty.ts'
import type { Form } from './form.ts'
import { type BasisRecord, isExpired, isOverdue } from './record.ts'

/** A form that was in order, by whom it was recorded, and what became of it. */
export interface RecordedBasis {
  readonly record: BasisRecord
  readonly form: Form
  /** Internal id of the person; never shown. */
  readonly subjectId: string
  readonly agencyId: string
  readonly userId: string
  readonly confirmedBy: string | undefined
  /** Undefined also for what was confirmed before rosters were asked. */
  readonly confirmedRoster?: Roster | undefined
  readonly withdrawnBy: string | undefined
  /** When a basis other than consent is to be looked at again. */
  readonly reviewBy?: Date | undefined
  readonly supersedes?: string | undefined
  readonly supersededBy?: string | undefined
  /** Whether the person was of age when it was recorded. Undefined: nobody knows any more. */
  readonly ofAdult?: boolean | undefined
  /** When the person said yes, of what only narrows another. Absent: when it was recorded. */
  readonly agreedAt?: Date | undefined
  readonly policyHash: string
}

/** A narrower consent is still that of the word by which the wider one was given. */
export const agreedAt = ({ agreedAt: at, record }: Pick<RecordedBasis, 'agreedAt' | 'record'>): Date =>
  at ?? record.grantedAt

/** Whether it is in force, and of a word that was given by then: what was agreed to later nobody has taken back. */
export const stoodWhen = (basis: Pick<RecordedBasis, 'agreedAt' | 'record'>, saidAt: Date): boolean =>
  basis.record.withdrawnAt === undefined && agreedAt(basis) <= saidAt

/** The basis of this id, and what has taken its place since, one after the other. */
export function lineOf(bases: readonly RecordedBasis[], id: string): ReadonlySet<string> {
  const line = new Set<string>()
  for (let next: string | undefined = id; next !== undefined && !line.has(next); ) {
    line.add(next)
    next = bases.find(({ record }) => record.id === next)?.supersededBy
  }
  return line
}

export type ConfirmationFault =
  | 'second_person_required'
  | 'independent_person_required'
  | 'already_withdrawn'
  | 'confirmation_not_needed'
  | 'already_confirmed'
  | 'confirmation_overdue'
  | 'consent_expired'

/** Why this user may not confirm it now; undefined: may. Nobody confirms their own (trust: People). */
export function confirmationFault(
  basis: RecordedBasis,
  by: { readonly user: string; readonly agency: string },
  now: Date,
): ConfirmationFault | undefined {
  const { record } = basis
  if (basis.userId === by.user) return 'second_person_required'
  // A colleague is not independent of what the agency wants.
  if (record.replacesRefusal === true && basis.agencyId === by.agency) return 'independent_person_required'
  if (record.withdrawnAt !== undefined) return 'already_withdrawn'
  if (record.confirmBy === undefined && record.replacesRefusal !== true) return 'confirmation_not_needed'
  if (record.confirmedAt !== undefined) return 'already_confirmed'
  if (isOverdue(record, now)) return 'confirmation_overdue'
  return isExpired(record, now) ? 'consent_expired' : undefined
}

/** Of an agency: where the person said no, who gets something of a basis is not independent of it. */
export const isIndependentOf =
  ({ record }: RecordedBasis) =>
  (agency: Party): boolean =>
    record.replacesRefusal !== true || !record.recipients.some(recipient => covers(recipient, agency))

export const confirmed = (
  basis: RecordedBasis,
  by: { readonly user: string; readonly roster: Roster },
  now: Date,
): RecordedBasis => ({
  ...basis,
  record: { ...basis.record, version: basis.record.version + 1, confirmedAt: now },
  confirmedBy: by.user,
  confirmedRoster: by.roster,
})

/** What rests on it ends with it; nothing else does (rules: Withdrawal). */
export const withdrawn = (basis: RecordedBasis, userId: string, now: Date): RecordedBasis => ({
  ...basis,
  record: { ...basis.record, version: basis.record.version + 1, withdrawnAt: now },
  withdrawnBy: userId,
})
