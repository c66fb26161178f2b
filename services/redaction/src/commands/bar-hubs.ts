import { encode, hubBarred } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { answerFor, type Held, mayFear } from '../domain/held.ts'
import { openTogether } from '../queries/open-held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { type KnownReferral, referralsOn } from '../store/known-referrals.ts'
import { MAX_REFERRALS } from './resting-referrals.ts'

export interface BarringDeps {
  readonly hub: string
  readonly keys: Pick<DataKeys, 'get' | 'has'>
  readonly now: Clock
  readonly newId: NewId
}

interface Barring {
  /** All of one person's, and held by the caller: nobody adds to them meanwhile. */
  readonly records: readonly string[]
  readonly at: Date
  /** The record by which it was said, and in what: the others have a correlation of their own. By that one somebody could see that they belong together. */
  readonly said?: { readonly subjectId: string; readonly correlationId: string }
}

/** What is feared by one record bars the hubs that have the person by another, too: those to which each may not go now are named, record by record. */
export async function barHubs(deps: BarringDeps, tx: Transaction, { records, at, said }: Barring): Promise<void> {
  for (const { subjectId, held } of await openTogether(tx, deps.keys, records)) {
    const known = await referralsOn(tx, subjectId, MAX_REFERRALS)
    const correlationId = said?.subjectId === subjectId ? said.correlationId : deps.newId()
    tellBarred(deps, tx, toBarredHubs(deps, held, known), { at, correlationId })
  }
}

/** Those that this hub has sent, under way or not, to one of which the person seeks protection, or has not said in private that they fear nothing. */
const toBarredHubs = (
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
function tellBarred(
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
