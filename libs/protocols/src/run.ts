import type { Taken } from './log.ts'
import { inOrder } from './log.ts'
import type { ProtocolFile, StateDef, StepDef } from './protocol-file.ts'

/** A protocol with its fragments and one hub's overlay put in: what runs. */
export type Protocol = ProtocolFile

/** Sending is the first step of every referral, in every protocol. */
export const SUBMIT = 'submit'

export interface Entry<T extends Taken = Taken> {
  readonly taken: T
  /** False: the other party had moved on before it was known; it is on record and changed nothing. */
  readonly effective: boolean
  /** State after it. */
  readonly state: string
}

/** Where a referral stands: the same log always gives the same. */
export interface Run<T extends Taken = Taken> {
  readonly state: string
  /** When it was sent, or last came back to the first state (reopened, sent again): its clocks start anew. */
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

export const leadsFrom = (protocol: Protocol, { from }: Pick<StepDef, 'from'>, state: string): boolean =>
  from === 'open' ? !isFinal(protocol, state) : from.includes(state)

/** Folds the steps of both sides, in their one order. Throws a RangeError for a log that does not begin with `submit`. */
export function runOf<T extends Taken>(protocol: Protocol, steps: Iterable<T>): Run<T> {
  const [first, ...rest] = inOrder(steps)
  if (first?.step !== SUBMIT) throw new RangeError('a log begins with submit')
  const entries: Entry<T>[] = [{ taken: first, effective: true, state: protocol.start }]
  let state = protocol.start
  let openedAt = first.at
  let enteredAt = first.at
  for (const taken of rest) {
    const step = protocol.steps[taken.step]
    const effective = step !== undefined && isOf(step, taken.side) && leadsFrom(protocol, step, state)
    if (effective && step.to !== undefined && step.to !== state) {
      if (step.to === protocol.start) openedAt = taken.at
      state = step.to
      enteredAt = taken.at
    }
    entries.push({ taken, effective, state })
  }
  return { state, openedAt, enteredAt, entries }
}

/** Whether the step is one of that side: a party's own, or the system's in that party's hub. */
const isOf = ({ by, side }: StepDef, taken: Taken['side']): boolean =>
  by === 'either' || by === taken || (by !== 'sender' && by !== 'recipient' && (side === 'either' || side === taken))
