import { referralEscalated } from '@amparo/contracts'
import { type Clock, isUnavailable } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { ESCALATIONS, Fired, Side } from '@amparo/protocols'
import type { Transaction, UnitOfWork } from '@amparo/store'
import { isSent, type Sent } from '../domain/case.ts'
import { clockSide, deadlinesOf, type Escalated, ownNext } from '../domain/deadlines.ts'
import { DRAFT_DEADLINE, draftCallAfter } from '../domain/draft.ts'
import { partyOf, type Referral, senderOf } from '../domain/referral.ts'
import { lockCase } from '../store/cases.ts'
import { markCalled } from '../store/dues.ts'
import { addFired, countFailure, firedOf, lockNextToFire, postpone } from '../store/fired.ts'
import { callAgency } from './call-agency.ts'
import { messages } from './messages.ts'
import { passOn } from './pass-on.ts'
import { type Moment, type Recording, settle } from './record-steps.ts'
import { systemStep } from './system-step.ts'
import { tell } from './tell.ts'
import { wantOffer } from './want-offer.ts'

export interface FireDeps extends Recording {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly log: Log
}

/** What cannot be done is looked at again after this time, and holds up no other. */
export const POSTPONE_MS = 10 * 60_000
/** An escalation that has failed so often is passed over: those after it are not held back for ever. */
const MOST_FAILURES = 3

/**
 * Makes the one escalation that has been due for longest; false: none is. The row is locked and the escalation's own row stands in the
 * same transaction as all that follows from it: two instances, restarts and clocks that jump make none twice.
 */
export const fireDue = (deps: FireDeps) => async (): Promise<boolean> => {
  const { run, now, log } = deps
  let referralId: string | undefined
  const tried: Tried = { fired: undefined }
  try {
    return await run(async tx => {
      const at = now()
      referralId = await lockNextToFire(tx, at)
      if (referralId === undefined) return false
      await fire(tx, deps, referralId, { at, correlationId: deps.newId() }, tried)
      return true
    })
  } catch (error) {
    // A store that is away is no fault of the referral's.
    if (referralId === undefined || isUnavailable(error)) throw error
    const id = referralId
    messages['referral.clock_failed'](log, { referralId: id }, error)
    await run(tx => putOff(tx, id, tried, now()))
    return true
  }
}

/** What was at work, for when it fails. */
interface Tried {
  fired: Fired | undefined
}

async function putOff(tx: Transaction, referralId: string, { fired }: Tried, at: Date): Promise<void> {
  const isGivenUp = fired !== undefined && (await countFailure(tx, referralId, fired)) >= MOST_FAILURES
  if (isGivenUp) await addFired(tx, referralId, fired, at)
  await postpone(tx, referralId, isGivenUp ? at : new Date(at.getTime() + POSTPONE_MS))
}

async function fire(tx: Transaction, deps: FireDeps, referralId: string, moment: Moment, tried: Tried): Promise<void> {
  const { book, hub } = deps
  const found = await lockCase(tx, book, referralId)
  if (found === undefined || !isSent(found)) {
    const draft = found?.referral.status === 'draft' ? found.referral : undefined
    if (draft) {
      await call(tx, deps, draft, { deadline: DRAFT_DEADLINE, kind: 'supervisor', owner: 'sender' }, moment)
      await markCalled(tx, referralId, DRAFT_DEADLINE)
    }
    await postpone(tx, referralId, draft && draftCallAfter(moment.at))
    return
  }
  const { referral, run } = found
  const dues = deadlinesOf(book, found)
  const fired = await firedOf(tx, referralId)
  const next = ownNext(dues, fired, { referral, protocol: run.protocol, hub, now: moment.at })
  if (next !== undefined && next.escalation.at <= moment.at) {
    const { deadline, since } = next.due
    tried.fired = { deadline, since, key: next.escalation.key }
    await addFired(tx, referralId, tried.fired, moment.at)
    await escalate(tx, deps, found, next, moment)
  }
  const after = await lockCase(tx, book, referralId)
  if (after === undefined || !isSent(after)) return
  // Silence may be all that was missing for others to take over.
  await passOn(tx, deps, await settle(tx, deps, after, after.referral.updatedAt), moment)
}

async function escalate(
  tx: Transaction,
  deps: FireDeps,
  found: Sent,
  { due, escalation }: Escalated,
  moment: Moment,
): Promise<void> {
  const { referral, run } = found
  const { do: what } = escalation
  if (typeof what === 'object') {
    const side = clockSide(run.protocol.steps[what.step]?.side, due.owner)
    if (side) await systemStep(tx, deps, found, { by: 'clock', side, name: what.step, data: {} }, moment)
    return
  }
  await call(tx, deps, referral, { deadline: due.deadline, kind: what, owner: due.owner }, moment)
}

interface Call {
  readonly deadline: string
  readonly kind: (typeof ESCALATIONS)[number]
  readonly owner: Side
}

async function call(
  tx: Transaction,
  deps: FireDeps,
  referral: Referral,
  { deadline, kind, owner }: Call,
  moment: Moment,
): Promise<void> {
  const { id: referralId } = referral
  const whose = partyOf(referral, owner)
  // Of another hub's silence this one's agency is told.
  const { agencyId } = whose?.hub === deps.hub ? whose : senderOf(referral)
  if (kind === 'offer-next') await wantOffer(tx, referralId, 'silence', moment.at)
  else await callAgency(tx, { referral, agencyId, kind, at: moment.at })
  const telling = { ...moment, referralId, newId: deps.newId }
  await tell(tx, telling, referralEscalated, { referralId, deadline, kind, agencyId })
  messages['referral.escalated'](deps.log, { referralId, deadline, kind })
}
