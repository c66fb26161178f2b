import type { DeadlineDef } from './protocol-file.ts'
import { opens, type Protocol } from './run.ts'

/** A deadline's clock: not started; met; or running, with how often the step that meets it was taken. */
export type ClockState = 'idle' | 'met' | number

/** A step that counted, and between which states it led. `from` is undefined for the first. */
export interface Move {
  readonly step: string
  readonly from: string | undefined
  readonly to: string
}

/** Of a state of an older version, by its name. */
export const inStates = (protocol: Protocol, { in: states }: Pick<DeadlineDef, 'in'>, state: string): boolean =>
  states === 'open' ? protocol.states[state]?.final !== true : states.includes(state)

/** Any of these meets it. */
export const meetingSteps = ({ metBy }: Pick<DeadlineDef, 'metBy'>): readonly string[] =>
  typeof metBy?.step === 'string' ? [metBy.step] : (metBy?.step ?? [])

/** What a step does to a clock; `started`: it counts from this step on. */
export function tick(protocol: Protocol, def: DeadlineDef, clock: ClockState, move: Move): ClockState | 'started' {
  const opened = opens(protocol, move.from, move.to)
  if (opened && def.since === 'opened') return 'started'
  const current = opened ? 'idle' : clock
  if (def.since === 'entered' && enters(protocol, def, move, opened)) return 'started'
  if (current !== 'idle' && def.renewedBy?.includes(move.step)) return 'started'
  if (typeof current === 'number' && meetingSteps(def).includes(move.step))
    return current + 1 < (def.metBy?.times ?? 1) ? current + 1 : 'met'
  // Asking twice does not give the one who owes an answer more time.
  const idle = typeof current !== 'number' || def.metBy === undefined
  return idle && typeof def.since === 'object' && def.since.step === move.step ? 'started' : current
}

const enters = (protocol: Protocol, def: DeadlineDef, { from, to }: Move, opened: boolean): boolean =>
  inStates(protocol, def, to) && (opened || from === undefined || !inStates(protocol, def, from))
