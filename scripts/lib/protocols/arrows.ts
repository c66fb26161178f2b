import { type Protocol, simulate } from '@amparo/protocols'

/** Steps that lead from one state, or from several, to another. */
export interface Arrow {
  readonly from: string | { readonly states: readonly string[]; readonly every: boolean }
  readonly to: string
  readonly steps: readonly string[]
}

/** A step from more states than this is drawn once, with their names, instead of as a fan of lines. */
const MOST_LINES = 3

/** One arrow for the steps between the same two states; one for those from the same many states to one. */
export function arrowsOf(protocol: Protocol): Arrow[] {
  const { states } = simulate(protocol)
  const open = states.filter(({ final }) => !final).map(({ state }) => state)
  const arrows = new Map<string, Arrow & { steps: string[] }>()
  const add = (from: Arrow['from'], to: string, step: string) => {
    const key = JSON.stringify([from, to])
    const arrow = arrows.get(key) ?? { from, to, steps: [] }
    arrow.steps.push(step)
    arrows.set(key, arrow)
  }
  for (const [step, { to }] of Object.entries(protocol.steps)) {
    if (to === undefined) continue
    const sources = states
      .filter(({ state, steps }) => state !== to && steps.some(taken => taken.step === step))
      .map(({ state }) => state)
    if (sources.length > MOST_LINES) {
      const every = open.every(state => state === to || sources.includes(state))
      add({ states: sources, every }, to, step)
    } else for (const from of sources) add(from, to, step)
  }
  return [...arrows.values()]
}
