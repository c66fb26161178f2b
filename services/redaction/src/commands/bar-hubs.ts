import { encode, hubBarred } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { answerFor, type Held, mayFear, mayFearAny } from '../domain/held.ts'
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

/**
 * What is feared by one record bars the hubs that have the person by another, too: those to which each may not go now are named, record by record;
 * and, where any state may be feared, what else went to other hubs: there it may have come to who speaks for that state.
 */
export async function barHubs(deps: BarringDeps, tx: Transaction, { records, at, said }: Barring): Promise<void> {
  for (const { subjectId, held } of await openTogether(tx, deps.keys, records)) {
    const known = await referralsOn(tx, subjectId, MAX_REFERRALS)
    const correlationId = said?.subjectId === subjectId ? said.correlationId : deps.newId()
    tellBarred(deps, tx, barredBy(deps, held, known), { at, correlationId })
  }
}

interface Barred {
  readonly toTheirState: readonly KnownReferral[]
  readonly elsewhere: readonly KnownReferral[]
}

/** Of those that this hub has sent to others, under way or not: the person seeks protection, or has not said in private that they fear nothing. */
function barredBy({ hub, now }: BarringDeps, held: Held, known: readonly KnownReferral[]): Barred {
  const abroad = known
    .filter(({ from, to }) => from.hub === hub && to.hub !== hub)
    .map(referral => {
      const asked = { language: '', recipientHub: referral.to.hub, ownHub: hub }
      return { referral, answer: answerFor(held, asked, now()) }
    })
  const [theirs, others] = [
    abroad.filter(({ answer }) => mayFear(answer)),
    abroad.filter(({ answer }) => !mayFear(answer)),
  ]
  return {
    toTheirState: theirs.map(({ referral }) => referral),
    elsewhere: others.filter(({ answer }) => mayFearAny(answer)).map(({ referral }) => referral),
  }
}

/** By ids alone: what consent does of it, which knows to whom each went, says no more of the person than a withdrawal. */
function tellBarred(
  { newId }: BarringDeps,
  tx: Transaction,
  { toTheirState, elsewhere }: Barred,
  { at, correlationId }: { readonly at: Date; readonly correlationId: string },
): void {
  if (toTheirState.length + elsewhere.length === 0) return
  const id = newId()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId }
  const idsOf = (referrals: readonly KnownReferral[]) => referrals.map(({ referralId }) => referralId)
  tx.emit(encode(hubBarred, { referralIds: idsOf(toTheirState), stateReferralIds: idsOf(elsewhere) }, meta))
}
