import type { Party } from './agency.ts'
import type { Policy } from './policy.ts'
import { awaitsReview, awaitsSecond, type BasisRecord, namesRecipient, statusOf } from './record.ts'
import type { Submission } from './submission.ts'

/**
 * Whether a record reaches an agency for what a referral is for, as far as the record alone tells: in force, naming the agency or
 * its kind, for this purpose and protocol, on a basis that such an agency may receive on. Of the person it knows nothing (`isSpent`). A decision
 * asks more, each time.
 */
export const reaches = (
  record: BasisRecord,
  to: Party,
  { purpose, protocol }: Pick<Submission, 'purpose' | 'protocol'>,
  policy: Policy,
  now: Date,
): boolean =>
  statusOf(record, now) === 'in_force' &&
  !awaitsReview(record) &&
  !awaitsSecond(record) &&
  namesRecipient(record, to) &&
  record.purposes.includes(purpose) &&
  (record.protocol === undefined || record.protocol === protocol) &&
  policy.mandates[to.type].bases.includes(record.basis)
