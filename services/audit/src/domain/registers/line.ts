import type { Calendar } from '@amparo/protocols'
import { errors } from '../errors.ts'
import type { RegisterDef } from './register-policy.ts'

export interface RegisterStep {
  readonly step: string
  readonly at: Date
  readonly userId: string
}

/** When each clock of a line runs out, that is known since then in this hub. ISO 8601. */
export const duesOf = (def: RegisterDef, hub: string, calendar: Calendar, knownAt: Date): Record<string, string> =>
  Object.fromEntries(
    Object.entries(def.clocks).map(([clock, { within }]) => {
      const time = within[hub] ?? within['default']
      if (time === undefined) throw new RangeError('a clock without a time')
      return [clock, calendar.add(knownAt, time).toISOString()]
    }),
  )

export interface ClockState {
  readonly clock: string
  readonly dueAt: Date
  /** Undefined while it runs. */
  readonly stoppedAt: Date | undefined
  /** It ran out before it was stopped, or has by now. */
  readonly late: boolean
}

/** In the order of the policy. */
export function clocksOf(
  def: RegisterDef | undefined,
  dues: Readonly<Record<string, string>>,
  steps: readonly RegisterStep[],
  now: Date,
): ClockState[] {
  const order = Object.keys(def?.clocks ?? {})
  const inOrder = Object.entries(dues).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
  return inOrder.map(([clock, due]) => {
    const dueAt = new Date(due)
    const stoppedAt = steps.find(({ step }) => def?.clocks[clock]?.stoppedBy.includes(step) === true)?.at
    return { clock, dueAt, stoppedAt, late: (stoppedAt ?? now) > dueAt }
  })
}

/** Clocks that run and have a quarter of their time left, or less, or none: somebody is to be told. */
export const runningOut = (
  def: RegisterDef | undefined,
  { knownAt, dues }: KnownSince,
  steps: readonly RegisterStep[],
  now: Date,
): string[] =>
  clocksOf(def, dues, steps, now)
    .filter(({ dueAt, stoppedAt }) => stoppedAt === undefined && now >= threeQuarters(knownAt, dueAt))
    .map(({ clock }) => clock)

interface KnownSince {
  readonly knownAt: Date
  /** By clock, ISO 8601. */
  readonly dues: Readonly<Record<string, string>>
}

const threeQuarters = (from: Date, to: Date): Date =>
  new Date(from.getTime() + ((to.getTime() - from.getTime()) * 3) / 4)

/** Throws register_closed after the last step, and register_clock_runs where it would be closed while something is still due. */
export function checkStep(def: RegisterDef, step: string, steps: readonly RegisterStep[]): void {
  const taken = steps.map(one => one.step)
  if (taken.includes(def.closing)) throw errors.register_closed()
  const runs = Object.values(def.clocks).some(({ stoppedBy }) => !stoppedBy.some(one => taken.includes(one)))
  if (step === def.closing && runs) throw errors.register_clock_runs()
}
