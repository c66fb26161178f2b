import { isFinal, leadsFrom, type Protocol } from '../run.ts'

/** A step that leads on, or stays (`to` is where it is taken). */
export interface Edge {
  readonly from: string
  readonly step: string
  readonly to: string
}

type Edges = ReadonlyMap<string, readonly Edge[]>
/** A protocol does not change, and is walked many times. */
const known = new WeakMap<Protocol, Edges>()

/** Steps that may be taken in each state. Of names the protocol does not have, nothing. */
function edges(protocol: Protocol): Edges {
  const found =
    known.get(protocol) ?? new Map(Object.keys(protocol.states).map(state => [state, leaving(protocol, state)]))
  known.set(protocol, found)
  return found
}

const leaving = (protocol: Protocol, from: string): Edge[] =>
  Object.entries(protocol.steps)
    .filter(([, def]) => leadsFrom(protocol, def, from))
    .map(([step, def]) => ({ from, step, to: def.to ?? from }))
    .filter(({ to }) => Object.hasOwn(protocol.states, to))

export const edgesFrom = (protocol: Protocol, state: string): readonly Edge[] => edges(protocol).get(state) ?? []

/** Every step from every state in which it may be taken. */
export const edgesOf = (protocol: Protocol): Edge[] => [...edges(protocol).values()].flat()

/** The protocol as it is for one priority: some steps are not for every one. */
export const forPriority = (protocol: Protocol, priority: string): Protocol => ({
  ...protocol,
  steps: Object.fromEntries(
    Object.entries(protocol.steps).filter(([, { priorities }]) => priorities?.includes(priority) ?? true),
  ),
})

/** States that a referral can come to, from the first on. */
export function reachable(protocol: Protocol): ReadonlySet<string> {
  return closure(
    Object.hasOwn(protocol.states, protocol.start) ? [protocol.start] : [],
    edgesOf(protocol),
    'from',
    'to',
  )
}

/** States from which a final one can be reached. */
export function leadsToEnd(protocol: Protocol): ReadonlySet<string> {
  const finals = Object.keys(protocol.states).filter(state => isFinal(protocol, state))
  return closure(finals, edgesOf(protocol), 'to', 'from')
}

function closure(
  start: readonly string[],
  edges: readonly Edge[],
  a: 'from' | 'to',
  b: 'from' | 'to',
): ReadonlySet<string> {
  const found = new Set(start)
  // A set that grows while it is walked is walked to its end.
  for (const state of found) for (const edge of edges) if (edge[a] === state) found.add(edge[b])
  return found
}
