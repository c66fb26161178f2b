import { type Due, duesOf, isFinal, type Protocol, type Run, runOf, type Side, stateOf } from '@amparo/protocols'
import { DAY } from '../times.ts'
import { settledReturnsOf } from './gone-back.ts'
import { settledOf } from './permissions.ts'
import type { Asking, Signed, Step } from './request.ts'
import { restOf } from './rest.ts'
import type { Rules } from './rules.ts'

/** Where a request stands: the fold of both central authorities' steps, by the engine that runs referrals. */
export const courseOf = (
  protocol: Protocol,
  { priority }: Pick<Asking, 'priority'>,
  steps: readonly Step[],
): Run<Step> => runOf(protocol, steps, { priority, betweenHubs: true })

/** The deadlines that run, the protocol's and the day that whoever executes has said itself, each by the calendar of the state that must meet it. */
export function deadlinesOf(
  { calendarOf }: Pick<Rules, 'calendarOf'>,
  { parties, priority, expedited: quick }: Signed,
  run: Run<Step>,
): Due[] {
  const calendars = { sender: calendarOf(parties.sender.hub), recipient: calendarOf(parties.recipient.hub) }
  const ofProtocol = { priority, quick, calendars, heardAt: ({ receivedAt }: Step) => receivedAt }
  return [...duesOf(run.protocol, unsettled(run), ofProtocol), ...restOf(run, calendars.recipient)]
}

/**
 * Of several questions about use that are open at once one answer is of the first: the time for the next runs on from when it was asked. So
 * it does for a return of which an item has no answer.
 */
function unsettled(run: Run<Step>): Run<Step> {
  const settled = new Set([...settledOf(run), ...settledReturnsOf(run)])
  return {
    ...run,
    entries: run.entries.map(entry => (settled.has(entry.taken) ? { ...entry, effective: false } : entry)),
  }
}

/** What the case itself does not wait for: custody before trial ends, the offence can no longer be prosecuted, the hearing is. */
export const CLOCKS = ['detention-until', 'limitation-on', 'hearing-on'] as const
export interface CaseClock {
  readonly clock: (typeof CLOCKS)[number]
  /** The end of that day, UTC. */
  readonly due: Date
}

/** Of a request that is not over, the first first. */
export function clocksOf(
  { answers }: Pick<Asking, 'answers'>,
  { protocol, state }: Pick<Run, 'protocol' | 'state'>,
): CaseClock[] {
  if (isFinal(protocol, state)) return []
  return CLOCKS.flatMap(clock => {
    const day = answers[clock]
    return typeof day === 'string' ? [{ clock, due: new Date(Date.parse(`${day}T00:00:00Z`) + DAY) }] : []
  }).sort((a, b) => a.due.getTime() - b.due.getTime())
}

/** The side that asked has taken it back, or it lapsed. */
export const isCancelled = ({ protocol, state }: Pick<Run, 'protocol' | 'state'>): boolean =>
  stateOf(protocol, state).status === 'cancelled'

export const otherSide = (side: Side): Side => (side === 'sender' ? 'recipient' : 'sender')

/** What a state means for lists. */
export const columnsOf = ({ protocol, state }: Pick<Run, 'protocol' | 'state'>) => ({
  state,
  turn: stateOf(protocol, state).turn,
})
