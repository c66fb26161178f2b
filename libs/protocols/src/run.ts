import type { Taken } from './log.ts'
import { inOrder } from './log.ts'
import type { ProtocolFile, Side, StateDef, StepDef } from './protocol-file.ts'
import { type Done, doneBy, isOfPriority, missingOf } from './requirements.ts'

/** A protocol with its fragments and one hub's overlay put in: what runs. */
export type Protocol = ProtocolFile

/** Sending is the first step of every referral, in every protocol. */
export const SUBMIT = 'submit'
/** Going over to a newer version, by a supervisor of either party; data: that version. No protocol names it. */
export const MIGRATE = 'migrate'

export interface Entry<T extends Taken = Taken> {
  readonly taken: T
  /** False: where it stands in the order of both, the protocol has no such step. It is on record and changed nothing. */
  readonly effective: boolean
  /** State after it. */
  readonly state: string
}

/** What the course of a referral depends on besides its log: said when it is sent, and never changed. */
export interface Facts {
  readonly priority: string
  /** A hub each of the two parties: the other one holds a grant. Default: both are of one hub. */
  readonly betweenHubs?: boolean
}

/** Where a referral stands: the same facts and log always give the same. */
export interface Run<T extends Taken = Taken> extends Required<Facts> {
  /** The version under which it runs since the last step. */
  readonly protocol: Protocol
  readonly state: string
  /** When it was sent, or last opened again. */
  readonly openedAt: Date
  /** When it came into the state it is in. */
  readonly enteredAt: Date
  /** Consent has said that it was taken back, also where that moved nothing. */
  readonly withdrawn: boolean
  /** What had effect since it was sent or last opened again: an assessment of before does not cover what comes after. */
  readonly since: readonly T[]
  readonly entries: readonly Entry<T>[]
}

export const stateOf = (protocol: Protocol, state: string): StateDef => {
  const found = protocol.states[state]
  if (found === undefined) throw new RangeError('no such state in the protocol')
  return found
}

export const isFinal = (protocol: Protocol, state: string): boolean => stateOf(protocol, state).final === true

/** Whether its clocks start with this step: it was sent, opened again after its end, or came back to the first state. */
export const opens = (protocol: Protocol, before: string | undefined, after: string): boolean =>
  before === undefined ||
  (protocol.states[before]?.final === true && !isFinal(protocol, after)) ||
  (before !== protocol.start && after === protocol.start)

export function leadsFrom(protocol: Protocol, { from }: Pick<StepDef, 'from'>, state: string): boolean {
  if (from === 'any') return true
  return from === 'open' ? !isFinal(protocol, state) : from.includes(state)
}

/** Whether the step would open it again: what it rests on is asked anew then. */
export function wouldOpen({ protocol, state }: Pick<Run, 'protocol' | 'state'>, step: string): boolean {
  const to = protocol.steps[step]?.to
  return to !== undefined && opens(protocol, state, to)
}

/** A state from which the step opens the referral again. */
export const opensFrom = (protocol: Protocol, def: Pick<StepDef, 'from' | 'to'>): string | undefined =>
  Object.keys(protocol.states).find(
    state => def.to !== undefined && leadsFrom(protocol, def, state) && opens(protocol, state, def.to),
  )

/** Whether it is opened no more: the other hub holds a grant that was withdrawn, and no step gives it another. Either hub's denial wins. */
export const isBarred = (run: Omit<Run, 'entries' | 'since'>, step: string): boolean =>
  run.betweenHubs && run.withdrawn && wouldOpen(run, step)

export type Versions = (version: number) => Protocol | undefined

/**
 * Folds the steps of both sides, in their one order. `protocol` is the version under which it was sent; `versions` gives those to
 * which it may have gone over. A step has effect if the protocol has it for that side, in the state and at the priority it meets, and
 * what it requires has happened: nothing that either hub thought when the step was taken counts. None opens again, between two hubs,
 * what was withdrawn. Throws a RangeError for a log that does not begin with `submit`.
 */
export function runOf<T extends Taken>(
  protocol: Protocol,
  steps: Iterable<T>,
  { priority, betweenHubs = false }: Facts,
  versions: Versions = () => undefined,
): Run<T> {
  const [first, ...rest] = inOrder(steps)
  if (first?.step !== SUBMIT) throw new RangeError('a log begins with submit')
  const entries: Entry<T>[] = [{ taken: first, effective: true, state: protocol.start }]
  const { at } = first
  let run: At = {
    ...{ protocol, priority, betweenHubs, withdrawn: false, state: protocol.start, openedAt: at, enteredAt: at },
  }
  let since: T[] = []
  let done = new Set<string>()
  const count = (taken: T, opened: boolean) => {
    if (opened) [since, done] = [[], new Set()]
    since.push(taken)
    for (const what of doneBy(taken)) done.add(what)
  }
  count(first, true)
  for (const taken of rest) {
    const next = taken.step === MIGRATE ? migrated(run, taken, versions) : moved(run, taken, done)
    entries.push({ taken, effective: next !== undefined, state: next?.state ?? run.state })
    const withdrawn = run.withdrawn || isConsents(run.protocol, taken)
    const opened = next !== undefined && taken.step !== MIGRATE && opens(run.protocol, run.state, next.state)
    if (next !== undefined) count(taken, opened)
    run = { ...(next ?? run), withdrawn, ...(opened && { openedAt: taken.at }) }
  }
  return { ...run, since, entries }
}

type At = Omit<Run, 'entries' | 'since'>

/** Undefined: without effect. */
function moved(run: At, taken: Taken, done: Done): At | undefined {
  const { protocol, priority, state } = run
  const step = protocol.steps[taken.step]
  if (step === undefined || !isOf(step, taken.side) || !leadsFrom(protocol, step, state)) return undefined
  if (isBarred(run, taken.step)) return undefined
  if (!isOfPriority(step, priority) || missingOf(step, done, priority).length > 0) return undefined
  if (step.to === undefined || step.to === state) return run
  return { ...run, state: step.to, enteredAt: taken.at }
}

function migrated(run: At, { at, data }: Taken, versions: Versions): At | undefined {
  const { version } = data
  const protocol = typeof version === 'number' ? versions(version) : undefined
  const state = protocol?.migrates?.from === run.protocol.version ? protocol.migrates.states[run.state] : undefined
  if (protocol === undefined || state === undefined) return undefined
  return { ...run, protocol, state, enteredAt: state === run.state ? run.enteredAt : at }
}

const isConsents = ({ steps }: Protocol, { step, side }: Taken): boolean => {
  const def = steps[step]
  return def?.by === 'consent' && isOf(def, side)
}

/** Whether the step is one of that side: a party's own, or the system's in that party's hub. */
export const isOf = ({ by, side }: StepDef, whose: Side): boolean =>
  by === 'either' || by === whose || (by !== 'sender' && by !== 'recipient' && (side === 'either' || side === whose))
