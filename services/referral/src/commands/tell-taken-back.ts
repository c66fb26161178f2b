import { takenBack } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { type Case, columnsOf, isOpen, type Sent } from '../domain/case.ts'
import type { Step } from '../domain/referral.ts'
import { tell } from './tell.ts'

interface Telling {
  readonly hub: string
  readonly newId: NewId
  readonly at: Date
}

/**
 * By a step of its sender's it goes to nobody any more: what is still on its way, or not made yet, must not leave this hub. Of what consent halts,
 * consent itself tells. Where its recipient has yet to answer for what they have, it is recalled.
 */
export async function tellTakenBack(
  tx: Transaction,
  before: Case,
  after: Sent,
  counted: readonly Step[],
  { hub, newId, at }: Telling,
): Promise<void> {
  const { referral, run } = after
  const isSenders = counted.some(({ step, side }) => side === 'sender' && run.protocol.steps[step]?.by !== 'consent')
  const was = before.run !== undefined && isTakenBack(before.run)
  if (referral.from.hub !== hub || was || !isSenders || !isTakenBack(run)) return
  const { id: referralId } = referral
  await tell(tx, { referralId, at, correlationId: newId(), newId }, takenBack, { referralId, recalled: isOpen(after) })
}

/** Passed to another agency has its own state, in whatever protocol. */
const isTakenBack = (run: Sent['run']): boolean => columnsOf(run).status === 'cancelled' || run.state === 'transferred'
