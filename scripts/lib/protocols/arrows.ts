import { type Protocol, simulate } from '@amparo/protocols'

/** Steps that lead from one state to another, drawn as one line. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly steps: readonly string[]
}

/** A step that leads to a state from many: written in that state's box. */
export interface Entrance {
  readonly to: string
  readonly step: string
  /** From every state that is not final. */
  readonly every: boolean
  readonly from: readonly string[]
}

export interface Drawn {
  readonly arrows: readonly Arrow[]
  readonly entrances: readonly Entrance[]
}

/** A step from more states than this would be a fan of lines. */
const MOST_LINES = 3

/** What leads on, as lines where they can be followed and as words where they could not. */
export function drawn(protocol: Protocol): Drawn {
  const { states } = simulate(protocol)
  const depth = depths(protocol)
  const open = states.filter(({ final }) => !final).map(({ state }) => state)
  const lines = new Map<string, { from: string; to: string; steps: string[] }>()
  const line = (from: string, to: string, step: string) => {
    const arrow = lines.get(`${from} ${to}`) ?? { from, to, steps: [] }
    arrow.steps.push(step)
    lines.set(`${from} ${to}`, arrow)
  }
  const entrances: Entrance[] = []
  for (const [step, { to }] of Object.entries(protocol.steps)) {
    if (to === undefined) continue
    const from = states
      .filter(({ state, steps }) => state !== to && steps.some(taken => taken.step === step))
      .map(({ state }) => state)
    if (from.length <= MOST_LINES) for (const source of from) line(source, to, step)
    else entrances.push({ to, step, from, every: open.every(state => state === to || from.includes(state)) })
  }
  // A state that is entered from many still hangs together with the rest by one line.
  for (const { to, step, from } of entrances) {
    const final = protocol.states[to]?.final === true
    const led = [...lines.values()].some(
      arrow => arrow.to === to && (final || (depth.get(arrow.from) ?? 0) < (depth.get(to) ?? 0)),
    )
    const source = final ? from.find(state => endsWork(protocol, step, state)) : nearestOf(depth, from)
    if (!led && source !== undefined) line(source, to, step)
  }
  return { arrows: [...lines.values()], entrances }
}

const nearestOf = (depth: ReadonlyMap<string, number>, states: readonly string[]) =>
  states.toSorted((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0))[0]

/** Whether it is the step by which the recipient ends its work, where it is at work. */
const endsWork = ({ steps, states }: Protocol, step: string, state: string): boolean =>
  steps[step]?.by === 'recipient' &&
  states[steps[step].to ?? '']?.status === 'completed' &&
  states[state]?.status === 'in-progress'

/** How many changes of state away from the first each is. */
export function depths(protocol: Protocol): Map<string, number> {
  const { states } = simulate(protocol)
  const found = new Map([[protocol.start, 0]])
  for (const [state, depth] of found)
    for (const { to } of states.find(known => known.state === state)?.steps ?? [])
      if (!found.has(to)) found.set(to, depth + 1)
  return found
}
