import { referralTakenOver } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { sendersRef } from '../domain/access.ts'
import { absentIfGone, columnsOf, isSent, type Sent } from '../domain/case.ts'
import { isSameParty, senderOf } from '../domain/referral.ts'
import { endAssignments } from '../store/assignments.ts'
import { lockCase } from '../store/cases.ts'
import { needsOf, silentNow } from './needs-of.ts'
import { newsOf } from './news-of-steps.ts'
import { type Recording, settle } from './record-steps.ts'
import { tell } from './tell.ts'
import { wantOffer } from './want-offer.ts'

interface TakingOver {
  readonly referralId: string
  /** That is suspended: who sent it, or took it over before. */
  readonly agencyId: string
  readonly successor: string
}

/**
 * Another agency of the hub acts as the sender from now on, by the word of the jurisdiction. It is given nobody to read: it learns the state,
 * answers, takes back, and has others asked with what is needed. A place that nobody sought while nobody could is sought now. False: it is
 * not to be taken over any more.
 */
export async function takeOver(
  tx: Transaction,
  deps: Recording,
  { referralId, agencyId, successor }: TakingOver,
  at: Date,
): Promise<boolean> {
  const { book, hub, newId } = deps
  const found = await lockCase(tx, book, referralId).catch(absentIfGone)
  if (found === undefined || !isSent(found) || !isSameParty(senderOf(found.referral), { hub, agencyId })) return false
  await endAssignments(tx, { referralId, agencyId, userId: undefined, byUserId: undefined, at })
  const given = { agencyId: successor, subjectRef: newId(), since: at }
  const after = await settle(tx, deps, { ...found, referral: { ...found.referral, successor: given } }, at)
  const { referral } = after
  const recipient = referral.to?.hub === hub ? [referral.to.agencyId] : []
  for (const heard of [successor, ...recipient]) await newsOf(tx, referral, heard, 'taken-over', at)
  const told = { referralId, fromAgencyId: agencyId, agencyId: successor }
  const refs = { subjectRef: sendersRef(found.referral), newSubjectRef: given.subjectRef }
  await tell(tx, { referralId, at, newId, correlationId: newId() }, referralTakenOver, { ...told, ...refs })
  if (await isUnsought(tx, deps, after)) await wantOffer(tx, referralId, 'declined', at)
  return true
}

/** One that waits for its own agency is not offered on. */
async function isUnsought(tx: Transaction, { book }: Recording, found: Sent): Promise<boolean> {
  if (columnsOf(found.run).status === 'requested' && !(await silentNow(tx, book, found))) return false
  return (await needsOf(tx, book, found)).length > 0
}
