import { referralEscalated } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction, UnitOfWork } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { type Awaited, awaitedOf, isLate, sentAt } from '../domain/call.ts'
import type { Detail } from '../domain/detail.ts'
import { isWithinOneHub, type Referral, senderOf } from '../domain/referral.ts'
import { endWatch, lockNextWatch, watchDelivery } from '../store/delivery-watches.ts'
import { getDetail } from '../store/details.ts'
import { lockReferral } from '../store/referrals.ts'
import { callAgency } from './call-agency.ts'
import { messages } from './messages.ts'
import { tell } from './tell.ts'

/** An emergency for another hub has just gone out: what that hub states of it is waited for, and not for long. */
export async function watchEmergency(
  tx: Transaction,
  { book }: WatchedBy,
  referral: Referral,
  at: Date,
): Promise<void> {
  if (referral.priority !== 'emergency' || isWithinOneHub(referral)) return
  await watch(tx, book, { referralId: referral.id, awaited: 'delivered', since: at })
}

interface Watched {
  readonly referralId: string
  readonly awaited: Awaited
  readonly since: Date
}

const watch = (tx: Transaction, { statedWithin }: Book, { referralId, awaited, since }: Watched): Promise<void> =>
  watchDelivery(tx, { referralId, awaited, callAt: new Date(since.getTime() + statedWithin[awaited]) })

interface WatchedBy {
  readonly book: Book
}

interface WatchDeps extends WatchedBy {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly newId: NewId
  readonly hub: string
  readonly log: Log
}

/**
 * Tells one sender to use the phone, because the other hub has not stated in time that an emergency was delivered, or opened. Once for
 * each of the two. False: nobody is to be told now.
 */
export const callForDelivery = (deps: WatchDeps) => (): Promise<boolean> =>
  deps.run(async tx => {
    const at = deps.now()
    const referralId = await lockNextWatch(tx, at)
    if (referralId === undefined) return false
    const referral = await lockReferral(tx, referralId)
    const agencyId = referral === undefined ? '' : senderOf(referral).agencyId
    const asker = { hub: deps.hub, agencyId, scopes: new Set<string>() }
    await look(tx, deps, await getDetail(tx, deps.book, referralId, asker), at)
    return true
  })

async function look(tx: Transaction, deps: WatchDeps, { found, delivery }: Detail, at: Date): Promise<void> {
  const { referral } = found
  const { id: referralId } = referral
  const { agencyId } = senderOf(referral)
  const awaited = awaitedOf(found, delivery)
  const judging = { now: at, within: deps.book.statedWithin }
  if (awaited !== undefined && isLate(found, awaited, judging)) {
    await callAgency(tx, { referral, agencyId, kind: 'phone', at })
    const escalated = { referralId, deadline: awaited, kind: 'phone', agencyId }
    const { newId } = deps
    await tell(tx, { referralId, at, newId, correlationId: newId() }, referralEscalated, escalated)
    messages['referral.escalated'](deps.log, { referralId, deadline: awaited, kind: 'phone' })
  }
  const isLast = isLate(found, 'retrieved', judging)
  if (awaited === undefined || isLast) await endWatch(tx, referralId)
  else await watch(tx, deps.book, { referralId, awaited: 'retrieved', since: sentAt(found) })
}
