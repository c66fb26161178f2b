import type { Transaction } from '@amparo/store'
import { absentIfGone, columnsOf, isSent, type Sent } from '../domain/case.ts'
import { isTakenOver } from '../domain/needs.ts'
import { lockCase } from '../store/cases.ts'
import { type Follower, followedBy, followersOf } from '../store/links.ts'
import { needsOf, seenTo, silentNow } from './needs-of.ts'
import type { Moment, Recording } from './record-steps.ts'
import { systemStep } from './system-step.ts'
import { wantOffer } from './want-offer.ts'

const TAKEN_ON: readonly string[] = ['accepted', 'in-progress']

/**
 * Once a transfer has been accepted, or others see to all that the silent or unwilling agency should have, the referral is passed on;
 * until then its agency is in charge. Looked at whenever one of the two moves: what cannot be passed on now may be later.
 */
export async function passOn(tx: Transaction, deps: Recording, after: Sent, moment: Moment): Promise<void> {
  const { referral } = after
  if (referral.from.hub !== deps.hub) return
  await passOne(tx, deps, referral.id, moment)
  if (!TAKEN_ON.includes(referral.status)) return
  for (const id of await followedBy(tx, referral.id)) {
    const left = await passOne(tx, deps, id, moment)
    if (left) await wantRest(tx, deps, left, moment)
  }
}

/** What is left as it was; undefined: it has been passed on, or nobody has taken it on. */
async function passOne(tx: Transaction, deps: Recording, id: string, moment: Moment): Promise<Sent | undefined> {
  const followers = await followersOf(tx, id)
  if (followers.length === 0) return undefined
  const found = await lockCase(tx, deps.book, id).catch(absentIfGone)
  if (found === undefined || !isSent(found)) return undefined
  if (!(await isOthers(tx, deps, found, followers))) return found
  const passed = { by: 'network', side: 'sender', name: 'transferred', data: {} } as const
  return (await systemStep(tx, deps, found, passed, moment)) ? undefined : found
}

async function isOthers(tx: Transaction, { book }: Recording, found: Sent, followers: readonly Follower[]) {
  if (followers.some(({ isTransfer }) => isTransfer)) return true
  return isTakenOver(found, await silentNow(tx, book, found), await seenTo(tx, book, followers))
}

/** Somebody has taken on a part: the rest is offered on. One that waits for its own agency is not. */
async function wantRest(tx: Transaction, { book }: Recording, found: Sent, { at }: Moment): Promise<void> {
  if (columnsOf(found.run).status === 'requested' && !(await silentNow(tx, book, found))) return
  if ((await needsOf(tx, book, found)).length > 0) await wantOffer(tx, found.referral.id, 'part-declined', at)
}
