import type { Finding } from '../faults.ts'
import { isFinal, type Protocol } from '../run.ts'
import { edgesFrom, edgesOf, leadsToEnd, reachable } from './graph.ts'

/** Each state is reached, left by the one whose turn it is, and brought to an end. */
export function checkStates(protocol: Protocol): Finding[] {
  const found = reachable(protocol)
  const ending = leadsToEnd(protocol)
  const edges = edgesOf(protocol)
  return Object.entries(protocol.states).flatMap(([name, { turn, final }]): Finding[] => {
    const path = ['states', name]
    const findings: Finding[] = []
    if (!found.has(name))
      findings.push({
        path,
        code: 'unreachable_state',
        message: `No step leads to "${name}" from "${protocol.start}".`,
      })
    if (!ending.has(name))
      findings.push({ path, code: 'dead_end', message: `From "${name}" no way leads to a final state.` })
    if (final && turn !== undefined)
      findings.push({
        path: [...path, 'turn'],
        code: 'final_with_turn',
        message: `"${name}" is final: nobody must act in it.`,
      })
    if (!final && turn === undefined)
      findings.push({ path, code: 'missing_turn', message: `Nobody must act in "${name}": say whose turn it is.` })
    const own = edgesFrom(edges, name).filter(({ step, to }) => {
      const def = protocol.steps[step]
      return to !== name && def?.from !== 'open' && (def?.by === turn || def?.by === 'either')
    })
    if (!isFinal(protocol, name) && turn !== undefined && ending.has(name) && own.length === 0)
      findings.push({
        path: [...path, 'turn'],
        code: 'turn_cannot_move',
        message: `It is the ${turn}'s turn in "${name}", but no step of the ${turn}'s is meant to lead on from there.`,
      })
    return findings
  })
}
