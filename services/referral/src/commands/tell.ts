import { type DescMessage, type EventContract, encode, type MessageInitShape } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { nextEvent } from '../store/referrals.ts'

export interface Telling {
  readonly referralId: string
  readonly at: Date
  readonly correlationId: string
  readonly newId: NewId
}

/** Tells others, if and when the transaction commits. The events of a referral are numbered without gaps. */
export async function tell<D extends DescMessage>(
  tx: Transaction,
  { referralId, at, correlationId, newId }: Telling,
  contract: EventContract<D>,
  payload: MessageInitShape<D>,
): Promise<void> {
  const aggregateVersion = await nextEvent(tx, referralId)
  const meta = { id: newId(), aggregateId: referralId, aggregateVersion, occurredAt: at, correlationId }
  tx.emit(encode(contract, payload, meta))
}
