import type { Calendar } from './calendar.ts'
import { type ClockState, inStates, meetingSteps, tick } from './clock-rule.ts'
import type { Within } from './file-parts.ts'
import type { DeadlineDef, Escalation, Side } from './protocol-file.ts'
import type { Protocol, Run } from './run.ts'

/** What a referral's clocks depend on besides its log. */
export interface Circumstances {
  readonly priority: string
  /** Sent in a hurry, to be completed later. */
  readonly quick: boolean
  /** Of the two parties' hubs: the owner's calendar counts. */
  readonly calendars: Readonly<Record<Side, Calendar>>
}

export interface DueEscalation {
  /** Place in the protocol's list: the same whatever the priority. */
  readonly index: number
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
}

/** An escalation that has happened. */
export interface Fired {
  readonly deadline: string
  readonly since: Date
  readonly index: number
}

/** The deadlines that run in the state the referral is in, the next due first. A pure function of protocol, log and calendars. */
export function duesOf(protocol: Protocol, run: Run, circumstances: Circumstances): Due[] {
  const { priority, quick, calendars } = circumstances
  const dues = Object.entries(protocol.deadlines).flatMap(([deadline, def]): Due[] => {
    if (def.when === 'quick' && !quick) return []
    const clock = clockOf(protocol, def, run)
    if (clock === undefined) return []
    const { owner } = def
    const calendar = calendars[owner]
    const due = calendar.add(clock.since, withinOf(def, priority))
    const escalations = def.then
      .flatMap(({ after, do: what, priorities }, index): DueEscalation[] =>
        (priorities?.includes(priority) ?? true) ? [{ index, at: calendar.add(due, after), do: what }] : [],
      )
      .sort((a, b) => a.at.getTime() - b.at.getTime() || a.index - b.index)
    const met = def.metBy && { steps: meetingSteps(def), times: def.metBy.times, done: clock.done }
    return [{ deadline, owner, since: clock.since, due, ...(met && { metBy: met }), escalations }]
  })
  return dues.sort((a, b) => a.due.getTime() - b.due.getTime() || (a.deadline < b.deadline ? -1 : 1))
}

const keyOf = ({ deadline, since, index }: Fired) => `${deadline} ${since.getTime()} ${index}`

/** Escalations that have not happened, the earliest first. `fired` may hold those of other clocks too. */
export function pending(
  dues: readonly Due[],
  fired: Iterable<Fired>,
): { readonly due: Due; readonly escalation: DueEscalation }[] {
  const done = new Set([...fired].map(keyOf))
  return dues
    .flatMap(due => due.escalations.map(escalation => ({ due, escalation })))
    .filter(({ due, escalation }) => !done.has(keyOf({ ...due, index: escalation.index })))
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

/** When the deadline's clock started, if it runs after the whole log, and how often the step that meets it was taken. */
function clockOf(protocol: Protocol, def: DeadlineDef, run: Run): { since: Date; done: number } | undefined {
  if (!inStates(protocol, def, run.state)) return undefined
  let clock: ClockState = 'idle'
  let since = run.openedAt
  let from: string | undefined
  for (const { taken, effective, state } of run.entries) {
    if (effective) {
      const next = tick(protocol, def, clock, { step: taken.step, from, to: state })
      if (next === 'started') since = taken.at
      clock = next === 'started' ? 0 : next
    }
    from = state
  }
  return typeof clock === 'number' ? { since, done: clock } : undefined
}
