import { type Due, type DueEscalation, type Fired, nextCall, pending } from '@amparo/protocols'
import { type CaseClock, clocksOf, courseOf, deadlinesOf } from './course.ts'
import { itemTermsOf } from './item-terms.ts'
import { nearOf } from './near.ts'
import { phoneDue } from './phone-due.ts'
import { type EvidenceRequest, isSigned, type Step, sideHere } from './request.ts'
import { basisOf, type Rules } from './rules.ts'

export const CALLS = ['remind', 'supervisor', 'phone'] as const
export type CallKind = (typeof CALLS)[number]

/** What the clock does by itself. */
interface ClockStep {
  readonly step: string
}

/** Somebody of this hub is called. */
export interface Call extends Fired {
  readonly kind: CallKind
  readonly due: Date
  readonly at: Date
}

/** What runs on one side of a request. */
export interface Running {
  readonly dues: readonly Due[]
  /** Those of this side's own: it is called each day until it acts. */
  readonly owed: ReadonlySet<Due>
  /** When something is called no more, though nobody has met it. */
  readonly ends: readonly Date[]
}

/** Of the time that a deadline gives, when its owner is reminded where the protocol says nothing. */
const NEARLY = 3 / 4

/**
 * What runs on this hub's side: its own deadlines, with a reminder before each; those of the other side, which it hears of once they have
 * passed; the clocks of the case, which wait for neither; and the terms of what was handed over.
 */
export function runningOf(
  rules: Rules,
  request: EvidenceRequest,
  steps: readonly Step[],
  { hub, now }: { readonly hub: string; readonly now: Date },
): Running {
  const calendar = rules.calendarOf(hub)
  const own = sideHere(request, hub)
  const clock = ({ clock: deadline, due }: CaseClock): Due =>
    phoneDue({ deadline, owner: own, since: request.createdAt, due }, calendar, nearOf(due, request.createdAt))
  const { protocol } = basisOf(rules, request)
  if (!isSigned(request)) {
    const isOver = request.status === 'discarded'
    const dues = isOver ? [] : clocksOf(request, { protocol, state: protocol.start }).map(clock)
    return { dues, owed: new Set(), ends: [] }
  }
  const run = courseOf(protocol, request, steps)
  const all = deadlinesOf(rules, request, run)
  const owed = all.filter(({ owner }) => owner === own).map(reminded)
  const others = all.filter(({ owner }) => owner !== own).map(overdueThere)
  const terms = itemTermsOf(request, run, { hub, calendar, now })
  return {
    dues: [...owed, ...others, ...clocksOf(request, run).map(clock), ...terms],
    ...{ owed: new Set(owed), ends: terms.flatMap(({ ends }) => ends ?? []) },
  }
}

function reminded(one: Due): Due {
  const { escalations } = one
  if (escalations.some(({ at }) => at < one.due)) return one
  const at = new Date(one.since.getTime() + NEARLY * (one.due.getTime() - one.since.getTime()))
  return { ...one, escalations: [{ key: 'near', at, do: 'remind' }, ...escalations] }
}

const overdueThere = (one: Due): Due => ({ ...one, escalations: [{ key: 'passed', at: one.due, do: 'supervisor' }] })

const isCall = (what: DueEscalation['do']): what is CallKind => CALLS.some(kind => kind === what)

const isStep = (what: DueEscalation['do']): what is ClockStep => typeof what === 'object'

export interface Calls {
  /** To be made now, the earliest first. */
  readonly now: readonly Call[]
  /** When the next one falls due, or one is to be called no more; undefined: neither will be, as it stands. */
  readonly nextAt: Date | undefined
}

/** The step that this hub's clock is to take now, before anybody is called. */
export const clockStepOf = ({ owed }: Running, now: Date): string | undefined =>
  stepsOf(owed).find(({ at }) => at <= now)?.step

const stepsOf = (owed: Running['owed']) =>
  [...owed].flatMap(({ escalations }) =>
    escalations.flatMap(({ at, do: what }) => (isStep(what) ? [{ at, step: what.step }] : [])),
  )

/** What somebody is to be called of it, given of what they have been. */
export function callsOf({ dues, owed, ends }: Running, fired: readonly Fired[], now: Date): Calls {
  const again = [...owed].map(due => ({ due, escalation: nextCall(due, fired, now) }))
  const all = [...pending(dues, fired), ...again].flatMap(({ due, escalation: { key, at, do: what } }): Call[] =>
    isCall(what) ? [{ deadline: due.deadline, since: due.since, key, kind: what, due: due.due, at }] : [],
  )
  const ahead = [...[...all, ...stepsOf(owed)].map(({ at }) => at), ...ends].filter(at => at > now).map(Number)
  return {
    now: all.filter(({ at }) => at <= now).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    nextAt: ahead.length === 0 ? undefined : new Date(Math.min(...ahead)),
  }
}

/** The central authority of this hub that has it; undefined: none has signed it. */
export const authorityIn = ({ parties }: EvidenceRequest, hub: string): string | undefined =>
  parties && (parties.sender.hub === hub ? parties.sender : parties.recipient).agencyId

/** Who is called in this hub: its central authority, and on the side that asks also whoever leads the case. */
export function calledOf(request: EvidenceRequest, hub: string): string[] {
  const { fromHub, draftedBy } = request
  const own = authorityIn(request, hub)
  return [...new Set([...(own === undefined ? [] : [own]), ...(fromHub === hub ? [draftedBy] : [])])]
}
