import type { Calendar } from './calendar.ts'
import { type ClockState, inStates, meetingSteps, tick } from './clock-rule.ts'
import type { Period, Within } from './file-parts.ts'
import type { Taken } from './log.ts'
import type { DeadlineDef, Escalation, Side } from './protocol-file.ts'
import { isFinal, type Protocol, type Run } from './run.ts'

/** What a referral's clocks depend on besides its log. */
export interface Circumstances {
  readonly priority: string
  /** Sent in a hurry, to be completed later. */
  readonly quick: boolean
  /** Of the two parties' hubs: the owner's calendar counts. */
  readonly calendars: Readonly<Record<Side, Calendar>>
}

/** A log as one hub has it. */
export interface Heard<T extends Taken> {
  /** When this hub heard of a step. A clock that ends a referral, or offers it elsewhere, counts from then: no other hub's word shortens the time for a right. */
  readonly heardAt?: (taken: T) => Date
}

/** How whoever owes a deadline is called again and again once all its escalations have been made. */
interface Repeat {
  readonly every: Period
  /** The owner's: a day is a day there, at the same hour, whatever its clocks do. */
  readonly calendar: Calendar
}

/** Where the file says nothing. */
const DAILY: Period = 'P1D'

export interface DueEscalation {
  /** What it does and, if the deadline's list has several, the how-manieth: the same whatever the priority and the version. */
  readonly key: string
  readonly at: Date
  readonly do: Escalation['do']
}

/** A deadline that runs now. */
export interface Due {
  readonly deadline: string
  readonly owner: Side
  /** When its clock started: with it, a clock that starts anew escalates anew. */
  readonly since: Date
  readonly due: Date
  readonly metBy?: { readonly steps: readonly string[]; readonly times: number; readonly done: number }
  /** In the order in which they fall due. */
  readonly escalations: readonly DueEscalation[]
  /** After the last of them. */
  readonly repeat: Repeat
}

/** An escalation that has happened. */
export interface Fired {
  readonly deadline: string
  readonly since: Date
  readonly key: string
}

/** The deadlines that run in the state the referral is in, the next due first. A pure function of protocol, log and calendars. */
export function duesOf<T extends Taken>(
  protocol: Protocol,
  run: Run<T>,
  circumstances: Circumstances & Heard<T>,
): Due[] {
  const { priority, quick, calendars, heardAt } = circumstances
  const dues = Object.entries(protocol.deadlines).flatMap(([deadline, def]): Due[] => {
    if (def.when === 'quick' && !quick) return []
    const clock = clockOf(protocol, def, run)
    if (clock === undefined) return []
    const { owner } = def
    const { since } = clock
    const calendar = calendars[owner]
    const dueFrom = (start: Date) => calendar.add(start, withinOf(def, priority))
    const due = dueFrom(since)
    const heard = heardAt && clock.started ? later(since, heardAt(clock.started)) : since
    const dueHere = heard > since ? dueFrom(heard) : due
    const escalations = keyed(def.then)
      .flatMap(({ key, after, do: what, priorities }): DueEscalation[] => {
        const end = waits(protocol, what) ? dueHere : due
        return (priorities?.includes(priority) ?? true) ? [{ key, at: calendar.add(end, after), do: what }] : []
      })
      .sort((a, b) => a.at.getTime() - b.at.getTime())
    const met = def.metBy && { steps: meetingSteps(def), times: def.metBy.times, done: clock.done }
    const repeat = { every: def.repeat ?? DAILY, calendar }
    return [{ deadline, owner, since, due, ...(met && { metBy: met }), escalations, repeat }]
  })
  return dues.sort((a, b) => a.due.getTime() - b.due.getTime() || (a.deadline < b.deadline ? -1 : 1))
}

/**
 * Alarms are not made to wait. What ends a referral does, and asking the next agency too: one that is entered days after it was made by
 * phone is not offered elsewhere before the agency it went to could see it.
 */
function waits(protocol: Protocol, what: Escalation['do']): boolean {
  if (what === 'offer-next') return true
  const to = typeof what === 'object' ? protocol.steps[what.step]?.to : undefined
  return to !== undefined && isFinal(protocol, to)
}

const later = (one: Date, other: Date): Date => (other > one ? other : one)

/** A newer version may put one in between: those that have happened are known by what they did, not by their place. */
function keyed(then: DeadlineDef['then']): (Escalation & { readonly key: string })[] {
  const counts = new Map<string, number>()
  return then.map(escalation => {
    const { do: what } = escalation
    const name = typeof what === 'object' ? `step:${what.step}` : what
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return { ...escalation, key: count === 1 ? name : `${name}:${count}` }
  })
}

const keyOf = ({ deadline, since, key }: Fired) => `${deadline} ${since.getTime()} ${key}`

/** Escalations that have not happened, the earliest first. `fired` may hold those of other clocks too. */
export function pending(
  dues: readonly Due[],
  fired: Iterable<Fired>,
): { readonly due: Due; readonly escalation: DueEscalation }[] {
  const done = new Set([...fired].map(keyOf))
  return dues
    .flatMap(due => due.escalations.map(escalation => ({ due, escalation })))
    .filter(({ due, escalation }) => !done.has(keyOf({ ...due, key: escalation.key })))
    .sort((a, b) => a.escalation.at.getTime() - b.escalation.at.getTime())
}

/** When the next escalation has to happen; a moment that has passed, if one is late. */
export const nextFire = (dues: readonly Due[], fired: Iterable<Fired>): Date | undefined =>
  pending(dues, fired)[0]?.escalation.at

export const withinOf = ({ within }: Pick<DeadlineDef, 'within'>, priority: string): Within => {
  if (typeof within === 'string' || 'businessDays' in within) return within
  if (priority === 'emergency' || priority === 'urgent' || priority === 'normal') return within[priority]
  throw new RangeError('unknown priority')
}

interface RunningClock<T> {
  readonly since: Date
  readonly done: number
  /** The step with which it started. */
  readonly started: T | undefined
}

/** When the deadline's clock started, if it runs after the whole log, and how often the step that meets it was taken. */
function clockOf<T extends Taken>(protocol: Protocol, def: DeadlineDef, run: Run<T>): RunningClock<T> | undefined {
  if (!inStates(protocol, def, run.state)) return undefined
  let clock: ClockState = 'idle'
  let started: T | undefined
  let from: string | undefined
  for (const { taken, effective, state } of run.entries) {
    if (effective) {
      const next = tick(protocol, def, clock, { step: taken.step, from, to: state })
      if (next === 'started') started = taken
      clock = next === 'started' ? 0 : next
    }
    from = state
  }
  return typeof clock === 'number' ? { since: started?.at ?? run.openedAt, done: clock, started } : undefined
}
