import { type ClockState, meetingSteps, tick } from '../clock-rule.ts'
import type { Finding } from '../faults.ts'
import type { DeadlineDef } from '../protocol-file.ts'
import { type Protocol, SUBMIT } from '../run.ts'
import { edgesFrom } from './graph.ts'

/** Steps that start a deadline's clock or meet it, and where they are written. */
export const counted = (def: DeadlineDef): readonly (readonly [step: string, where: Finding['path']])[] => [
  ...(typeof def.since === 'object' ? [[def.since.step, ['since', 'step']] as const] : []),
  ...meetingSteps(def).map(step => [step, ['metBy', 'step']] as const),
  ...(def.renewedBy ?? []).map((step, index) => [step, ['renewedBy', index]] as const),
]

/** A step that is not there is a fault of its own; what it would start or meet is not guessed. */
export const isWhole = (protocol: Protocol, def: DeadlineDef): boolean =>
  counted(def).every(([step]) => Object.hasOwn(protocol.steps, step))

/** A state with so many conditional deadlines that nobody could tell whether one of them runs needs one without a condition. */
const MOST_COURSES = 100_000

/** Whether some way from the first state leads to where `found` is true of the clocks; true also if there are too many to tell. */
export function walk(
  protocol: Protocol,
  defs: readonly DeadlineDef[],
  found: (state: string, clocks: readonly ClockState[]) => boolean,
): boolean {
  const next = (clocks: readonly ClockState[], step: string, from: string | undefined, to: string) => {
    const ticked = defs.map((def, index) => {
      const clock = tick(protocol, def, clocks[index] ?? 'idle', { step, from, to })
      return clock === 'started' ? 0 : clock
    })
    return { state: to, clocks: ticked }
  }
  const matters = new Set(defs.flatMap(def => counted(def).map(([step]) => step)))
  const keyOf = (at: ReturnType<typeof next>) => `${at.state} ${at.clocks.join()}`
  const first = next([], SUBMIT, undefined, protocol.start)
  const seen = new Map([[keyOf(first), first]])
  for (const { state, clocks } of seen.values()) {
    if (found(state, clocks) || seen.size > MOST_COURSES) return true
    for (const { step, to } of edgesFrom(protocol, state)) {
      if (to === state && !matters.has(step)) continue
      const reached = next(clocks, step, state, to)
      if (!seen.has(keyOf(reached))) seen.set(keyOf(reached), reached)
    }
  }
  return false
}
