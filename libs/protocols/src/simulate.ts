import { edgesFrom, edgesOf, reachable } from './check/graph.ts'
import { inStates } from './clock-rule.ts'
import { isFinal, type Protocol } from './run.ts'

/** One way through a protocol: at each hop, any one of these steps. */
export type Way = readonly { readonly steps: readonly string[]; readonly to: string }[]

export interface Simulation {
  /** In the protocol's order. */
  readonly states: readonly {
    readonly state: string
    readonly turn: 'sender' | 'recipient' | undefined
    readonly final: boolean
    /** Those that may run in it. */
    readonly deadlines: readonly string[]
    /** Steps that may be taken in it, and by whom. */
    readonly steps: readonly { readonly step: string; readonly by: string; readonly to: string }[]
  }[]
  /** Each final state that is reached, with every shortest way from the first state. */
  readonly ends: readonly { readonly state: string; readonly ways: readonly Way[] }[]
}

/** Everything that can come of a referral under this protocol. It must have no faults. */
export function simulate(protocol: Protocol): Simulation {
  const found = reachable(protocol)
  const states = Object.entries(protocol.states).filter(([state]) => found.has(state))
  return {
    states: states.map(([state, { turn }]) => ({
      state,
      turn,
      final: isFinal(protocol, state),
      deadlines: Object.entries(protocol.deadlines).flatMap(([name, def]) =>
        !isFinal(protocol, state) && inStates(protocol, def, state) ? [name] : [],
      ),
      steps: edgesFrom(protocol, state).map(({ step, to }) => ({ step, to, by: protocol.steps[step]?.by ?? '' })),
    })),
    ends: states
      .filter(([state]) => isFinal(protocol, state))
      .map(([state]) => ({ state, ways: shortestWays(protocol, state) })),
  }
}

/** Every shortest way from the first state to this one, by the states it passes. */
function shortestWays(protocol: Protocol, end: string): Way[] {
  const hops = hopsOf(protocol)
  let ways: { at: string; way: Way }[] = [{ at: protocol.start, way: [] }]
  const passed = new Set<string>()
  while (ways.length > 0) {
    const arrived = ways.filter(({ at }) => at === end)
    if (arrived.length > 0) return arrived.map(({ way }) => way)
    for (const { at } of ways) passed.add(at)
    ways = ways.flatMap(({ at, way }) =>
      [...(hops.get(at) ?? [])]
        .filter(([to]) => !passed.has(to))
        .map(([to, steps]) => ({ at: to, way: [...way, { steps, to }] })),
    )
  }
  return []
}

/** From each state to each that follows it, the steps that lead there. */
function hopsOf(protocol: Protocol): Map<string, Map<string, string[]>> {
  const hops = new Map<string, Map<string, string[]>>()
  for (const { from, step, to } of edgesOf(protocol)) {
    if (from === to) continue
    const next = hops.get(from) ?? new Map<string, string[]>()
    next.set(to, [...(next.get(to) ?? []), step])
    hops.set(from, next)
  }
  return hops
}
