import type { AgencyRef, Recipient } from './agency.ts'
import type { Basis } from './codes.ts'
import { isOverdue, statusOf } from './record.ts'
import type { RecordedBasis } from './recorded-basis.ts'

interface Claimed {
  readonly basis: Basis
  readonly recipients: readonly Recipient[]
  /** Absent: it needs no second person. */
  readonly confirmBy: Date | undefined
}

/**
 * Whether what one officer says alone needs a second person before anything goes, not within a day after: its agency has claimed something so for
 * this person that nobody stood behind and nobody has looked at since, on whatever basis; or, of a danger, one in force goes to somebody else. One
 * officer's word carries a day, once, and of a danger one recipient (rules: Lawful basis).
 *
 * @param earlier what the agency has on record for the person, also by linked records
 */
export const needsSecondFirst = (claimed: Claimed, earlier: readonly RecordedBasis[], now: Date): boolean =>
  claimed.confirmBy !== undefined &&
  earlier.some(basis => isUnanswered(basis, now) || (isDanger(claimed) && isForAnother(basis, claimed, now)))

const isDanger = ({ basis }: Pick<Claimed, 'basis'>): boolean => basis === 'vital_interest'

/** It lapsed, or was taken back once something had gone, and nobody else has looked at it. */
const isUnanswered = ({ record, reviewBy }: RecordedBasis, now: Date): boolean =>
  record.confirmBy !== undefined &&
  record.confirmedAt === undefined &&
  reviewBy !== undefined &&
  (isOverdue(record, record.withdrawnAt ?? now) || (record.withdrawnAt !== undefined && record.boundTo !== undefined))

/** Of a kind of agency it may go to any of them, unless it has gone to one. */
const isForAnother = ({ record }: RecordedBasis, { recipients }: Claimed, now: Date): boolean => {
  const [mine, theirs] = [onlyOne(recipients), record.boundTo ?? onlyOne(record.recipients)]
  const isSame = mine !== undefined && mine.hub === theirs?.hub && mine.agencyId === theirs.agencyId
  return isDanger(record) && statusOf(record, now) === 'in_force' && !isSame
}

const onlyOne = ([recipient]: readonly Recipient[]): AgencyRef | undefined =>
  recipient?.agencyId === undefined ? undefined : { hub: recipient.hub, agencyId: recipient.agencyId }
