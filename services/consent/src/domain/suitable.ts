import { bars, type Exclusion, type Party } from './agency.ts'
import { type Childhood, isSpent } from './child.ts'
import type { Policy } from './policy.ts'
import { isOpenBetween } from './protocol.ts'
import { reaches } from './reach.ts'
import type { BasisRecord } from './record.ts'
import type { Submission } from './submission.ts'

/**
 * Whether an agency may be offered the needs, without identity, of a referral's person. Never one that the person excludes, nor
 * migration enforcement; a consulate or an agency abroad may be the state that is feared, so neither is asked. What is left must
 * have a mandate for the purpose, under a protocol that is open to it.
 */
export function isSuitable(
  candidate: Party,
  submission: Pick<Submission, 'purpose' | 'protocol'>,
  { sender, exclusions, policy }: { sender: Party; exclusions: readonly Exclusion[]; policy: Policy },
): boolean {
  const { type, hub, outside = false } = candidate
  return (
    hub === sender.hub &&
    // Nobody there could answer.
    !outside &&
    !exclusions.some(exclusion => bars(exclusion, candidate, undefined)) &&
    !policy.firewall.barred.includes(type) &&
    !policy.representsForeignState.includes(type) &&
    policy.mandates[type].purposes.includes(submission.purpose) &&
    isOpenBetween(submission.protocol, sender, candidate, policy)
  )
}

/**
 * Whether the person took back what the referral rested on, and nothing else carries it: then nobody is asked on their behalf. What
 * has merely ended is no such word; it lets needs be offered, without identity (rules: Re-offers).
 */
export function isTakenBack(
  submission: Pick<Submission, 'basisId' | 'recipient' | 'purpose' | 'protocol'>,
  records: readonly BasisRecord[],
  { child, policy, now }: { child: Childhood; policy: Policy; now: Date },
): boolean {
  const carried = (record: BasisRecord, at: Date) => reaches(record, submission.recipient, submission, policy, at)
  if (records.some(record => !isSpent(record, child, policy) && carried(record, now))) return false
  return records.some(
    ({ withdrawnAt, ...record }) =>
      withdrawnAt !== undefined &&
      (record.id === submission.basisId || carried({ ...record, withdrawnAt: undefined }, withdrawnAt)),
  )
}
