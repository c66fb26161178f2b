import { type Due, stateOf } from '@amparo/protocols'
import type { StatedWithin } from './book.ts'
import type { Case } from './case.ts'
import { toPhone } from './deadlines.ts'
import type { Delivery } from './delivery.ts'
import { isWithinOneHub, otherSide, type Party, partyOf, sideActing } from './referral.ts'

/** What the other hub has to state about an emergency. */
export type Awaited = keyof StatedWithin

/** A moment, and what this hub gives others time for. */
export interface Judging {
  readonly now: Date
  readonly within: StatedWithin
}

/** What is to be stated next. Undefined: nothing; it is no emergency, stays in this hub, or has been answered. */
export function awaitedOf({ referral, run }: Case, delivery: Delivery): Awaited | undefined {
  if (referral.priority !== 'emergency' || !isWaiting({ referral, run }) || delivery.retrieved) return undefined
  return delivery.delivered ? 'retrieved' : 'delivered'
}

/** It has gone to another hub, where nobody has answered. Whoever answers has it. */
const isWaiting = ({ referral, run }: Pick<Case, 'referral' | 'run'>): boolean =>
  run !== undefined && !isWithinOneHub(referral) && run.state === run.protocol.start && !isAnswered(run)

/** When it last went out: what is entered afterwards goes out when it is entered. */
export function sentAt({ referral, run }: Case): Date {
  const opening = run && openingOf(run)
  return opening?.taken.receivedAt ?? referral.submittedAt
}

type Course = NonNullable<Case['run']>

/** The last step that brought it to where it is. */
const openingOf = ({ entries, state }: Course) => {
  const after = entries.findLastIndex(entry => entry.state !== state)
  return entries[after + 1]
}

function isAnswered(run: Course): boolean {
  const opening = openingOf(run)
  const since = opening ? run.entries.slice(run.entries.indexOf(opening)) : run.entries
  return since.some(({ taken }) => taken.side === 'recipient')
}

/** What is not known of an emergency: that it came, or was opened; or it is known that it did not come. */
export const UNSTATED = ['delivered', 'retrieved', 'failed'] as const
export type Unstated = (typeof UNSTATED)[number]

/** What the recipient's hub has not stated in time, for the sender, who is to ask by phone. */
export function unstatedOf(found: Case, viewer: Party, delivery: Delivery, judging: Judging): Unstated[] {
  if (sideActing(found.referral, viewer) !== 'sender') return []
  if (isUndelivered(found)) return ['failed']
  const awaited = awaitedOf(found, delivery)
  if (awaited !== undefined) return isLate(found, awaited, judging) ? [awaited] : []
  return isWaiting(found) ? missedIn(delivery) : []
}

/** Of one that is no emergency the own exchange has stated what the other hub did not state in time. */
function missedIn({ delivered, retrieved, ...stated }: Delivery): Awaited[] {
  if (retrieved) return []
  if (stated.not_retrieved) return [delivered ? 'retrieved' : 'delivered']
  return stated.not_delivered && !delivered ? ['delivered'] : []
}

export interface Call {
  readonly agency: Party
  /** Names of deadlines, or what the other hub has not stated. */
  readonly why: readonly string[]
}

/**
 * Whom the viewer is to call now: the other agency, if silence has gone on for so long that its duty phone is used. Undefined: nobody.
 * `dues`: the deadlines that run.
 */
export function callOf(
  found: Case,
  viewer: Party,
  dues: readonly Due[],
  delivery: Delivery,
  judging: Judging,
): Call | undefined {
  const { referral } = found
  const side = sideActing(referral, viewer)
  const agency = side && partyOf(referral, otherSide(side))
  if (side === undefined || agency === undefined) return undefined
  const silent = toPhone(dues, judging.now).flatMap(({ owner, deadline }) => (owner === side ? [] : [deadline]))
  const why = [...unstatedOf(found, viewer, delivery, judging), ...silent]
  return why.length === 0 ? undefined : { agency, why }
}

export const isLate = (found: Case, awaited: Awaited, { now, within }: Judging): boolean =>
  now.getTime() >= sentAt(found).getTime() + within[awaited]

/** An emergency that did not arrive is told by phone at once. */
const isUndelivered = ({ referral, run }: Case): boolean =>
  run !== undefined && referral.priority === 'emergency' && stateOf(run.protocol, run.state).status === 'failed'
