import { priorities } from '@amparo/contracts'
import { inStates } from '../clock-rule.ts'
import type { Finding } from '../faults.ts'
import type { DeadlineDef } from '../protocol-file.ts'
import { isFinal, type Protocol } from '../run.ts'
import { isWhole, walk } from './clocks.ts'
import { forPriority, reachable } from './graph.ts'

/** A reminder reaches only who has it in hand, and nobody may. */
const CALLS: readonly unknown[] = ['supervisor', 'phone']

/**
 * Open states in which nobody of the sender's side would ever be called: a hub that falls silent, or an agency that does nothing, calls
 * nobody on its own side. `skipped`: states of which something worse has been found.
 */
export function senderUncalled(protocol: Protocol, skipped: ReadonlySet<unknown>): Finding[] {
  const silent = new Map<string, string[]>()
  for (const priority of priorities.all) {
    const course = forPriority(protocol, priority)
    for (const state of reachable(course))
      if (!isFinal(course, state) && !skipped.has(state) && isSilent(course, state, priority))
        silent.set(state, [...(silent.get(state) ?? []), priority])
  }
  return [...silent].map(([state, where]) => {
    const when = where.length === priorities.all.length ? '' : ` (priority ${where.join(', ')})`
    return {
      path: ['states', state],
      code: 'sender_never_called',
      message: `In "${state}" it can be that nobody of the sender's side is ever called, by supervisor or phone${when}.`,
    }
  })
}

/** Whether it can be there while no deadline of the sender's runs that calls somebody. Quick referrals' deadlines count for no other. */
function isSilent(protocol: Protocol, state: string, priority: string): boolean {
  const here = Object.values(protocol.deadlines).filter(
    def => def.owner === 'sender' && !def.when && inStates(protocol, def, state) && calls(def, priority),
  )
  if (here.some(({ since, metBy }) => typeof since === 'string' && metBy === undefined)) return false
  if (!here.every(def => isWhole(protocol, def))) return false
  return walk(protocol, here, (at, clocks) => at === state && !clocks.some(clock => typeof clock === 'number'))
}

const calls = ({ then }: DeadlineDef, priority: string): boolean =>
  then.some(({ do: what, priorities: only }) => CALLS.includes(what) && (only?.includes(priority) ?? true))
