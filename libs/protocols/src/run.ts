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
}

/** Where a referral stands: the same facts and log always give the same. */
export interface Run<T extends Taken = Taken> extends Facts {
  /** The version under which it runs since the last step. */
  readonly protocol: Protocol
  readonly state: string
  /** When it was sent, or last opened again. */
  readonly openedAt: Date
  /** When it came into the state it is in. */
  readonly enteredAt: Date
  /** Since it was sent or last opened again: an assessment of before does not cover what comes after. */
  readonly done: Done
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

export const leadsFrom = (protocol: Protocol, { from }: Pick<StepDef, 'from'>, state: string): boolean =>
  from === 'open' ? !isFinal(protocol, state) : from.includes(state)

export type Versions = (version: number) => Protocol | undefined

/**
 * Folds the steps of both sides, in their one order. `protocol` is the version under which it was sent; `versions` gives those to
 * which it may have gone over. A step has effect if the protocol has it for that side, in the state and at the priority it meets, and
 * what it requires has happened: nothing that either hub thought when the step was taken counts. Throws a RangeError for a log that
 * does not begin with `submit`.
 */
export function runOf<T extends Taken>(
  protocol: Protocol,
  steps: Iterable<T>,
  { priority }: Facts,
  versions: Versions = () => undefined,
): Run<T> {
  const [first, ...rest] = inOrder(steps)
  if (first?.step !== SUBMIT) throw new RangeError('a log begins with submit')
  const entries: Entry<T>[] = [{ taken: first, effective: true, state: protocol.start }]
  let run: At = { protocol, priority, state: protocol.start, openedAt: first.at, enteredAt: first.at }
  let done = new Set(doneBy(first))
  for (const taken of rest) {
    const next = taken.step === MIGRATE ? migrated(run, taken, versions) : moved(run, taken, done)
    entries.push({ taken, effective: next !== undefined, state: next?.state ?? run.state })
    if (next === undefined) continue
    const opened = taken.step !== MIGRATE && opens(run.protocol, run.state, next.state)
    if (opened) done = new Set()
    for (const what of doneBy(taken)) done.add(what)
    run = opened ? { ...next, openedAt: taken.at } : next
  }
  return { ...run, done, entries }
}

type At = Omit<Run, 'entries' | 'done'>

/** Undefined: without effect. */
function moved(run: At, taken: Taken, done: Done): At | undefined {
  const { protocol, priority, state } = run
  const step = protocol.steps[taken.step]
  if (step === undefined || !isOf(step, taken.side) || !leadsFrom(protocol, step, state)) return undefined
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

/** Whether the step is one of that side: a party's own, or the system's in that party's hub. */
export const isOf = ({ by, side }: StepDef, whose: Side): boolean =>
  by === 'either' || by === whose || (by !== 'sender' && by !== 'recipient' && (side === 'either' || side === whose))
