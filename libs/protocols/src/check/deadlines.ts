import { priorities } from '@amparo/contracts'
import { PLAIN_CALENDAR } from '../calendar.ts'
import { inStates, meetingSteps } from '../clock-rule.ts'
import type { Finding } from '../faults.ts'
import type { DeadlineDef } from '../protocol-file.ts'
import { isFinal, leadsFrom, type Protocol } from '../run.ts'
import { checkBounds, OUT_OF_BOUNDS } from './bounds.ts'
import { counted, isWhole, walk } from './clocks.ts'
import { reachable } from './graph.ts'
import { senderUncalled } from './sender-called.ts'

/** In each state that is not final a deadline runs and the sender is called, whatever has happened before; and each deadline runs, and is heard when it passes. */
export function checkDeadlines(protocol: Protocol): Finding[] {
  const found = reachable(protocol)
  const bare = [...found].flatMap(state => withoutDeadline(protocol, state))
  return [
    ...Object.entries(protocol.deadlines).flatMap(([name, def]) => checkDeadline(protocol, name, def, found)),
    ...bare,
    ...senderUncalled(protocol, new Set(bare.map(({ path }) => path[1]))),
  ]
}

/** What was asked may be answered there still: whoever owes the answer is called for it, though all else is over. */
const isAnsweredIn = (protocol: Protocol, def: DeadlineDef, state: string): boolean =>
  typeof def.since === 'object' &&
  meetingSteps(def).some(step => {
    const meeting = protocol.steps[step]
    return meeting !== undefined && leadsFrom(protocol, meeting, state)
  })

function checkDeadline(protocol: Protocol, name: string, def: DeadlineDef, found: ReadonlySet<string>): Finding[] {
  const path = ['deadlines', name]
  const findings: Finding[] = []
  const silent = priorities.all.filter(
    priority => !def.then.some(escalation => escalation.priorities?.includes(priority) ?? true),
  )
  if (silent.length > 0)
    findings.push({
      path: [...path, 'then'],
      code: 'deadline_without_escalation',
      message: `When "${name}" passes, nobody hears of it (priority ${silent.join(', ')}).`,
    })
  if (!mayRun(protocol, def, found))
    findings.push({
      path,
      code: 'deadline_never_runs',
      message: `"${name}" never runs: no way leads to where it would.`,
    })
  if (def.in !== 'open')
    def.in.forEach((state, index) => {
      if (protocol.states[state]?.final && !isAnsweredIn(protocol, def, state))
        findings.push({
          path: [...path, 'in', index],
          code: 'deadline_in_final_state',
          message: `"${state}" is final: nothing is due in it but the answer to what may still be asked.`,
        })
    })
  for (const message of checkBounds(name, def, PLAIN_CALENDAR))
    findings.push({ path: [...path, 'within'], code: OUT_OF_BOUNDS, message })
  for (const [step, where] of counted(def))
    if (protocol.steps[step]?.private)
      findings.push({
        path: [...path, ...where],
        code: 'private_step_counts',
        message: `"${step}" stays inside one agency: the other would see a deadline that is not met.`,
      })
  return [...findings, ...checkEscalations(protocol, name, def, found)]
}

function checkEscalations(protocol: Protocol, name: string, def: DeadlineDef, found: ReadonlySet<string>): Finding[] {
  return def.then.flatMap(({ do: what }, index): Finding[] => {
    const step = typeof what === 'object' ? protocol.steps[what.step] : undefined
    if (typeof what !== 'object' || step === undefined) return []
    const stuck = [...found].find(
      state => !isFinal(protocol, state) && inStates(protocol, def, state) && !leadsFrom(protocol, step, state),
    )
    if (step.by === 'clock' && stuck === undefined) return []
    const why = step.by === 'clock' ? `cannot be taken in "${stuck}"` : `is taken by ${step.by}, not by clock`
    return [
      {
        path: ['deadlines', name, 'then', index, 'do', 'step'],
        code: 'escalation_step_not_clock',
        message: `"${what.step}" ${why}, where the deadline runs.`,
      },
    ]
  })
}

const mayRun = (protocol: Protocol, def: DeadlineDef, found: ReadonlySet<string>): boolean => {
  if (![...found].some(state => !isFinal(protocol, state) && inStates(protocol, def, state))) return false
  if (typeof def.since === 'string' || !isWhole(protocol, def)) return true
  return walk(protocol, [def], (state, [clock]) => typeof clock === 'number' && inStates(protocol, def, state))
}

/** The state, if a referral can be in it while nothing is due. Quick referrals' deadlines count for no other. */
function withoutDeadline(protocol: Protocol, state: string): Finding[] {
  if (isFinal(protocol, state)) return []
  const here = Object.entries(protocol.deadlines).filter(([, def]) => !def.when && inStates(protocol, def, state))
  if (here.some(([, def]) => typeof def.since === 'string' && def.metBy === undefined)) return []
  if (!here.every(([, def]) => isWhole(protocol, def))) return []
  const defs = here.map(([, def]) => def)
  const bare = walk(protocol, defs, (at, clocks) => at === state && !clocks.some(clock => typeof clock === 'number'))
  if (!bare) return []
  const names = here.map(([name]) => `"${name}"`)
  const message =
    names.length === 0
      ? `In "${state}" no deadline runs: it could be forgotten there.`
      : `In "${state}" it can be that no deadline runs, when ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} met or not begun.`
  return [{ path: ['states', state], code: 'no_deadline', message }]
}
