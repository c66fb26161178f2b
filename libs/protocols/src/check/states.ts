import { priorities } from '@amparo/contracts'
import type { Finding } from '../faults.ts'
import type { StateDef } from '../protocol-file.ts'
import type { Protocol } from '../run.ts'
import { edgesFrom, forPriority, leadsToEnd, reachable } from './graph.ts'

/** Each state is reached, left by the one whose turn it is, and brought to an end, whatever the priority. */
export function checkStates(protocol: Protocol): Finding[] {
  const found = reachable(protocol)
  const byPriority = priorities.all.map(priority => courseOf(forPriority(protocol, priority), priority))
  return Object.entries(protocol.states).flatMap(([name, def]) => {
    const path = ['states', name]
    const findings = turnFindings(name, def)
    if (!found.has(name))
      findings.push({
        path,
        code: 'unreachable_state',
        message: `No step leads to "${name}" from "${protocol.start}".`,
      })
    const dead = found.has(name)
      ? byPriority.find(course => course.found.has(name) && !course.ending.has(name))
      : byPriority.find(course => !course.ending.has(name))
    if (dead !== undefined) {
      const when = byPriority.every(course => !course.ending.has(name)) ? '' : ` (priority ${dead.priority})`
      findings.push({ path, code: 'dead_end', message: `From "${name}" no way leads to a final state${when}.` })
    }
    const stuck = byPriority.some(
      course => course.found.has(name) && course.ending.has(name) && !course.moves(name, def),
    )
    if (stuck && !def.final && def.turn !== undefined)
      findings.push({
        path: [...path, 'turn'],
        code: 'turn_cannot_move',
        message: `It is the ${def.turn}'s turn in "${name}", but no step of the ${def.turn}'s is meant to lead on from there.`,
      })
    return findings
  })
}

function turnFindings(name: string, { turn, final }: StateDef): Finding[] {
  const path = ['states', name]
  if (final && turn !== undefined)
    return [{ path: [...path, 'turn'], code: 'final_with_turn', message: `"${name}" is final: nobody must act in it.` }]
  if (!final && turn === undefined)
    return [{ path, code: 'missing_turn', message: `Nobody must act in "${name}": say whose turn it is.` }]
  return []
}

function courseOf(protocol: Protocol, priority: string) {
  return {
    priority,
    found: reachable(protocol),
    ending: leadsToEnd(protocol),
    /** Whether a step of whose turn it is leads on from there. One that is possible everywhere is no way to go on. */
    moves: (state: string, { turn }: StateDef) =>
      edgesFrom(protocol, state).some(({ step, to }) => {
        const def = protocol.steps[step]
        return to !== state && typeof def?.from === 'object' && (def?.by === turn || def?.by === 'either')
      }),
  }
}
