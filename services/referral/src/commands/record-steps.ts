import { placed, places, referralEnded, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { CLOCKS_DIFFER_MS } from '@amparo/kernel'
import { type Coded, isFinal, MIGRATE, type Side, SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { type Case, columnsOf, fold, isOpen, isSent, type Sent } from '../domain/case.ts'
import { deadlinesOf, isCalled, ownNext } from '../domain/deadlines.ts'
import { whereItIs } from '../domain/place.ts'
import { otherSide, partyOf, type Referral, type Step } from '../domain/referral.ts'
import { replaceDues } from '../store/dues.ts'
import { firedOf } from '../store/fired.ts'
import { saveReferral } from '../store/referrals.ts'
import { addStep } from '../store/steps.ts'
import { haveEffects } from './effects.ts'
import { keepProtocol } from './keep-protocol.ts'
import { newsOfSteps } from './news-of-steps.ts'
import { tell } from './tell.ts'
import { tellCounterpart } from './tell-counterpart.ts'
import { tellEarlier } from './tell-earlier.ts'
import { tellTakenBack } from './tell-taken-back.ts'
import { tellUses } from './tell-uses.ts'

export interface Recording {
  readonly book: Book
  readonly hub: string
  readonly newId: NewId
}

/** When, and of which chain of events. */
export interface Moment {
  readonly at: Date
  readonly correlationId: string
}

/** A step of this hub's, before it has its place in the log. */
export interface NewStep {
  readonly step: string
  readonly side: Side
  readonly data: Readonly<Record<string, Coded>>
  readonly byUser?: string | undefined
  /** Taken by another way before it was entered; the caller has seen to it that nothing it follows is later. */
  readonly happenedAt?: Date | undefined
  readonly cause?: Step['cause']
}

/**
 * Adds a step to the log of a referral that this transaction has locked. The other party's hub is told of all that side's steps,
 * unless nothing has reached it (`quiet`).
 */
export async function recordStep(
  tx: Transaction,
  deps: Recording,
  found: Case,
  { step, side, data, byUser, happenedAt, cause }: NewStep,
  moment: Moment & { readonly quiet?: boolean },
): Promise<Sent> {
  const stepsOf = (whose: Side) => found.steps.filter(taken => taken.side === whose)
  const last = (of: Side) => Math.max(0, ...stepsOf(of).map(({ number }) => number))
  const by = partyOf(found.referral, side)
  if (by === undefined) throw new RangeError('a step of a party that there is not')
  // News may be slow, and the other hub does not believe a step that is older than what it follows.
  const own = stepsOf(side).map(taken => taken.at.getTime())
  const seen = stepsOf(otherSide(side)).map(taken => taken.at.getTime() - CLOCKS_DIFFER_MS)
  const now = new Date(Math.max(moment.at.getTime(), ...own, ...seen))
  const at = happenedAt ?? now
  const told = found.run?.protocol.steps[step]?.private !== true
  const place = { ...placeOf(stepsOf(side), told), seen: last(otherSide(side)) }
  const taken: Step = { step, side, ...place, at, data, by, byUser, told, receivedAt: now, cause }
  const after = await recordSteps(tx, deps, found, [taken], moment.at)
  if (told && !moment.quiet) await tellCounterpart(tx, after, side, { ...moment, newId: deps.newId })
  return after
}

/** What stays inside takes no number of its own: a gap in what is told would tell that there is something. */
function placeOf(own: readonly Step[], told: boolean): Pick<Step, 'number' | 'part'> {
  const number = Math.max(0, ...own.map(taken => taken.number))
  if (told) return { number: number + 1, part: 0 }
  return { number, part: 1 + own.filter(taken => taken.number === number && taken.part > 0).length }
}

/** Adds steps of either party as they are; what follows from them follows. The other hub is not told. */
export async function recordSteps(
  tx: Transaction,
  deps: Recording,
  found: Case,
  added: readonly Step[],
  at: Date,
): Promise<Sent> {
  const { book, hub } = deps
  const folded = fold(book, found.referral, [...found.steps, ...added])
  if (!isSent(folded)) throw new RangeError('a log begins with submit')
  if (added.some(entersVersion)) await keepProtocol(tx, book, folded.run.protocol, at)
  for (const step of added) await addStep(tx, found.referral.id, step)
  const after = await settle(tx, deps, folded, at)
  await tellEnd(tx, found, after, { newId: deps.newId, at })
  await tellPlace(tx, found, after, { newId: deps.newId, at })
  const effective = after.run.entries.flatMap(entry => (entry.effective ? [entry.taken] : []))
  const counted = added.filter(step => effective.includes(step))
  await tellTakenBack(tx, found, after, { hub, newId: deps.newId, at })
  await haveEffects(tx, after, counted, { book, hub, at })
  await newsOfSteps(tx, hub, after, added, at)
  await tellUses(tx, deps, after, counted, at)
  await tellEarlier(tx, found, after, hub, at)
  return after
}

/** The access log hears of it, so that who opens the person later is noticed. */
async function tellEnd(tx: Transaction, before: Case, { referral, run }: Sent, moment: { newId: NewId; at: Date }) {
  const isEnd = isSent(before) && isOpen(before) && isFinal(run.protocol, run.state)
  const told = { referralId: referral.id, state: run.state }
  if (isEnd) await tell(tx, { ...moment, referralId: referral.id, correlationId: moment.newId() }, referralEnded, told)
}

/** Of one that is sent redaction takes it that its recipient answers for the person; of what changes it hears. */
async function tellPlace(tx: Transaction, before: Case, after: Sent, moment: { newId: NewId; at: Date }) {
  const { place, since } = whereItIs(after)
  if (place === (isSent(before) ? whereItIs(before).place : 'with-recipient')) return
  const { id: referralId } = after.referral
  const told = { referralId, place: places.toEnum(place), since: timestampFromDate(since) }
  await tell(tx, { ...moment, referralId, correlationId: moment.newId() }, placed, told)
}

const entersVersion = ({ step }: Step): boolean => step === SUBMIT || step === MIGRATE

/** Brings the row and its deadlines in line with the log. */
export async function settle(
  tx: Transaction,
  { book, hub }: Pick<Recording, 'book' | 'hub'>,
  folded: Sent,
  at: Date,
): Promise<Sent> {
  const { referral, run, steps } = folded
  const dues = deadlinesOf(book, folded)
  const here = { referral, protocol: run.protocol, hub, now: at }
  const fired = await firedOf(tx, referral.id)
  const next = ownNext(dues, fired, here)
  const settled: Referral = {
    ...referral,
    ...columnsOf(run),
    version: steps.length,
    updatedAt: at,
    fireAt: next?.escalation.at,
    nextDue: dues[0]?.due,
    nextDeadline: dues[0]?.deadline,
  }
  await saveReferral(tx, settled)
  await replaceDues(
    tx,
    settled,
    dues.map(due => ({ ...due, called: isCalled(due, fired) })),
  )
  return { ...folded, referral: settled }
}
