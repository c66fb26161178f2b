import type { Taken } from './log.ts'
import { inOrder } from './log.ts'
import type { ProtocolFile, StateDef, StepDef } from './protocol-file.ts'

/** A protocol with its fragments and one hub's overlay put in: what runs. */
export type Protocol = ProtocolFile

/** Sending is the first step of every referral, in every protocol. */
export const SUBMIT = 'submit'
/** Going over to a newer version, by a supervisor of either party; data: that version. No protocol names it. */
export const MIGRATE = 'migrate'

export interface Entry<T extends Taken = Taken> {
  readonly taken: T
  /** False: the other party had moved on before it was known; it is on record and changed nothing. */
  readonly effective: boolean
  /** State after it. */
  readonly state: string
}

/** Where a referral stands: the same log always gives the same. */
export interface Run<T extends Taken = Taken> {
  /** The version under which it runs since the last step. */
  readonly protocol: Protocol
  readonly state: string
  /** When it was sent, or last opened again. */
  readonly openedAt: Date
  /** When it came into the state it is in. */
  readonly enteredAt: Date
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
 * which it may have gone over. Throws a RangeError for a log that does not begin with `submit`.
 */
export function runOf<T extends Taken>(
  protocol: Protocol,
  steps: Iterable<T>,
  versions: Versions = () => undefined,
): Run<T> {
  const [first, ...rest] = inOrder(steps)
  if (first?.step !== SUBMIT) throw new RangeError('a log begins with submit')
  const entries: Entry<T>[] = [{ taken: first, effective: true, state: protocol.start }]
  let run = { protocol, state: protocol.start, openedAt: first.at, enteredAt: first.at }
  for (const taken of rest) {
    const next = taken.step === MIGRATE ? migrated(run, taken, versions) : moved(run, taken)
    run = next ?? run
    entries.push({ taken, effective: next !== undefined, state: run.state })
  }
  return { ...run, entries }
}

type At = Omit<Run, 'entries'>

/** Undefined: without effect. */
function moved(run: At, taken: Taken): At | undefined {
  const { protocol, state } = run
  const step = protocol.steps[taken.step]
  if (step === undefined || !isOf(step, taken.side) || !leadsFrom(protocol, step, state)) return undefined
  if (step.to === undefined || step.to === state) return run
  const openedAt = step.to === protocol.start ? taken.at : run.openedAt
  return { protocol, state: step.to, openedAt, enteredAt: taken.at }
}

function migrated(run: At, { at, data }: Taken, versions: Versions): At | undefined {
  const { version } = data
  const protocol = typeof version === 'number' ? versions(version) : undefined
  const state = protocol?.migrates?.from === run.protocol.version ? protocol.migrates.states[run.state] : undefined
  if (protocol === undefined || state === undefined) return undefined
  return { ...run, protocol, state, enteredAt: state === run.state ? run.enteredAt : at }
}

/** Whether the step is one of that side: a party's own, or the system's in that party's hub. */
const isOf = ({ by, side }: StepDef, taken: Taken['side']): boolean =>
  by === 'either' || by === taken || (by !== 'sender' && by !== 'recipient' && (side === 'either' || side === taken))
