import { reinstated, takenBack } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { type Case, columnsOf, isOpen, type Sent } from '../domain/case.ts'
import { tell } from './tell.ts'

interface Telling {
  readonly hub: string
  readonly newId: NewId
  readonly at: Date
}

/**
 * By a step of its sender's it goes to nobody any more: what is still on its way, or not made yet, must not leave this hub. Of what consent halts,
 * consent itself tells. Where its recipient has yet to answer for what they have, it is recalled. What the recipient had done without
 * knowing of it comes before it, and may leave it without effect: then what is made from now on leaves again.
 */
export async function tellTakenBack(
  tx: Transaction,
  before: Case,
  after: Sent,
  { hub, newId, at }: Telling,
): Promise<void> {
  const { referral, run } = after
  const { id: referralId, from } = referral
  const was = before.run !== undefined && isTakenBack(before.run)
  const is = isTakenBack(run)
  if (from.hub !== hub || was === is) return
  const moment = { referralId, at, correlationId: newId(), newId }
  if (was) await tell(tx, moment, reinstated, { referralId })
  else if (isBySender(run)) await tell(tx, moment, takenBack, { referralId, recalled: isOpen(after) })
}

/** Passed to another agency has its own state, in whatever protocol. */
const isTakenBack = (run: Sent['run']): boolean => columnsOf(run).status === 'cancelled' || run.state === 'transferred'

/** Whose step brought it where it is: it may have been taken long ago, and have its effect only with what the recipient is heard to have done before it. */
function isBySender({ protocol, state, entries }: Sent['run']): boolean {
  const moved = entries.findLast((entry, i) => entry.state === state && entries[i - 1]?.state !== state)
  if (moved === undefined) return false
  const { step, side } = moved.taken
  return side === 'sender' && protocol.steps[step]?.by !== 'consent'
}
