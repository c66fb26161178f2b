import { priorities } from '@amparo/contracts'
import { PLAIN_CALENDAR } from '../calendar.ts'
import { type ClockState, inStates, meetingSteps, tick } from '../clock-rule.ts'
import type { Finding } from '../faults.ts'
import type { DeadlineDef } from '../protocol-file.ts'
import { isFinal, leadsFrom, type Protocol, SUBMIT } from '../run.ts'
import { checkBounds, OUT_OF_BOUNDS } from './bounds.ts'
import { edgesFrom, reachable } from './graph.ts'

/** In each state that is not final a deadline runs, whatever has happened before; and each deadline runs, and is heard when it passes. */
export function checkDeadlines(protocol: Protocol): Finding[] {
  const found = reachable(protocol)
  return [
    ...Object.entries(protocol.deadlines).flatMap(([name, def]) => checkDeadline(protocol, name, def, found)),
    ...[...found].flatMap(state => withoutDeadline(protocol, state)),
  ]
}

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
      if (protocol.states[state]?.final)
        findings.push({
          path: [...path, 'in', index],
          code: 'deadline_in_final_state',
          message: `"${state}" is final: nobody acts in it, so nothing can be due.`,
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

const counted = (def: DeadlineDef): readonly (readonly [step: string, where: Finding['path']])[] => [
  ...(typeof def.since === 'object' ? [[def.since.step, ['since', 'step']] as const] : []),
  ...meetingSteps(def).map(step => [step, ['metBy', 'step']] as const),
  ...(def.renewedBy ?? []).map((step, index) => [step, ['renewedBy', index]] as const),
]

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

/** A step that is not there is a fault of its own; what it would start or meet is not guessed. */
const isWhole = (protocol: Protocol, def: DeadlineDef): boolean =>
  counted(def).every(([step]) => Object.hasOwn(protocol.steps, step))

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

/** A state with so many conditional deadlines that nobody could tell whether one of them runs needs one without a condition. */
const MOST_COURSES = 100_000

/** Whether some way from the first state leads to where `found` is true of the clocks; true also if there are too many to tell. */
function walk(
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
