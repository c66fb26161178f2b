import {
  type Due,
  type DueEscalation,
  duesOf,
  type Fired,
  nextCall,
  type Protocol,
  pending,
  type Side,
} from '@amparo/protocols'
import type { Book } from './book.ts'
import type { Case } from './case.ts'
import { type Opening, partyOf } from './referral.ts'

/** The deadlines that run, each with the times and the calendar of the country whose agency must meet it: both hubs agree on them. */
export function deadlinesOf(book: Book, { referral, run }: Pick<Case, 'referral' | 'run'>): Due[] {
  if (run === undefined) return []
  const overlayOf = (side: Side) => {
    const { hub } = partyOf(referral, side) ?? referral.from
    return { hub, version: referral.overlays[hub] ?? 0 }
  }
  const parties = { sender: overlayOf('sender'), recipient: overlayOf('recipient') }
  const { protocol, calendars } = book.between(run.protocol, parties)
  const { priority, quick } = referral
  return duesOf(protocol, run, { priority, quick, calendars, heardAt: ({ receivedAt }) => receivedAt })
}

export interface Escalated {
  readonly due: Due
  readonly escalation: DueEscalation
}

type Whose = Pick<Opening, 'from' | 'to' | 'compartment'>

interface Here {
  readonly referral: Whose
  readonly protocol: Protocol
  readonly hub: string
}

/** What this hub is to do at these deadlines and has not done, the earliest first. */
export const ownPending = (dues: readonly Due[], fired: readonly Fired[], here: Here): Escalated[] =>
  pending(dues, fired).filter(escalated => isOwn(escalated, here))

/** What this hub is to do next: when all has been done, to call again whoever owes what is still due. Undefined: nothing of its own is due. */
export function ownNext(
  dues: readonly Due[],
  fired: readonly Fired[],
  here: Here & { readonly now: Date },
): Escalated | undefined {
  const again = dues.map(due => ({ due, escalation: nextCall(due, fired, here.now) }))
  return [...ownPending(dues, fired, here), ...again.filter(escalated => isOwn(escalated, here))].reduce<
    Escalated | undefined
  >((first, one) => (first !== undefined && first.escalation.at <= one.escalation.at ? first : one), undefined)
}

function isOwn({ due, escalation }: Escalated, { referral, protocol, hub }: Here): boolean {
  const side = sideToAct(due, escalation, protocol)
  if (escalation.do === 'offer-next' && referral.compartment) return false
  return side !== undefined && partyOf(referral, side)?.hub === hub
}

/** The next agency had to be looked for, and what should have been done has not been done since. */
export function isSilent(dues: readonly Due[], fired: readonly Fired[]): boolean {
  const left = new Set(pending(dues, fired).map(({ escalation }) => escalation))
  return dues.some(({ escalations }) => escalations.some(one => one.do === 'offer-next' && !left.has(one)))
}

/** What has been done at a deadline that called supervisors: the protocol's own calls, and those of each day after them. */
const CALLED = /^(?:supervisor|again)(?::|$)/

/** Whether the supervisors of whoever must meet it have been called of it since it runs. */
export const isCalled = ({ deadline, since }: Pick<Due, 'deadline' | 'since'>, fired: readonly Fired[]): boolean =>
  fired.some(one => one.deadline === deadline && one.since.getTime() === since.getTime() && CALLED.test(one.key))

/** Deadlines at which the protocol has come to the telephone: whoever owes them is to be rung up, in whatever hub. */
export const toPhone = (dues: readonly Due[], now: Date): Due[] =>
  dues.filter(({ escalations }) => escalations.some(one => one.do === 'phone' && one.at <= now))

/** People are called in their own hub; the next agency is asked, and the system's steps are taken, in one hub only. */
function sideToAct({ owner }: Due, { do: what }: DueEscalation, { steps }: Protocol): Side | undefined {
  if (what === 'offer-next') return 'sender'
  return typeof what === 'string' ? owner : clockSide(steps[what.step]?.side, owner)
}

/** A step that the clock could take on either side is taken where the deadline is: each side has one of its own, if the other is silent. */
export const clockSide = (side: Side | 'either' | undefined, owner: Side): Side | undefined =>
  side === 'either' ? owner : side
