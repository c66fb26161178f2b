import { encode, hubBarred } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { answerFor, type Held, mayFear } from '../domain/held.ts'
import type { KnownReferral } from '../store/known-referrals.ts'

interface BarringDeps {
  readonly hub: string
  readonly now: Clock
  readonly newId: NewId
}

/** Those that this hub has sent, under way or not, to one of which the person seeks protection, or has not said in private that they fear nothing. */
export const toBarredHubs = (
  { hub, now }: BarringDeps,
  held: Held,
  known: readonly KnownReferral[],
): readonly KnownReferral[] =>
  known.filter(
    ({ from, to }) =>
      from.hub === hub &&
      to.hub !== hub &&
      mayFear(answerFor(held, { language: '', recipientHub: to.hub, ownHub: hub }, now())),
  )

/** By ids alone: what consent does of it says no more of the person than a withdrawal. */
export function tellBarred(
  { newId }: BarringDeps,
  tx: Transaction,
  referrals: readonly KnownReferral[],
  { at, correlationId }: { readonly at: Date; readonly correlationId: string },
): void {
  if (referrals.length === 0) return
  const id = newId()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(hubBarred, { referralIds: referrals.map(({ referralId }) => referralId) }, meta))
}
