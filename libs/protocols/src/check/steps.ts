import { priorities, ROLE_SCOPES, ROLES, type Scope, scopesOf } from '@amparo/contracts'
import type { Finding } from '../faults.ts'
import { type Actor, PARTIES, type Requirement, type StepDef } from '../protocol-file.ts'
import { ASSESSED, optionsOf } from '../requirements.ts'
import { leadsFrom, opens, opensFrom, type Protocol } from '../run.ts'
import { edgesFrom, reachable } from './graph.ts'
import { simples } from './references.ts'

/** Whether users take it, of one agency or the other; else the system does. */
export const isParty = (by: Actor) => by === 'either' || PARTIES.some(party => party === by)

/** Each step can be taken by somebody, at some time, with what it requires. */
export function checkSteps(protocol: Protocol): Finding[] {
  const found = reachable(protocol)
  return Object.entries(protocol.steps).flatMap(([name, def]) => {
    const path = ['steps', name]
    const findings: Finding[] = []
    const never = ![...found].some(state => leadsFrom(protocol, def, state))
    const nobody = isParty(def.by) ? nobodyOf(protocol, def) : undefined
    if (nobody !== undefined) findings.push({ path, code: 'step_nobody_may_take', message: `"${name}": ${nobody}.` })
    else if (never)
      findings.push({
        path: [...path, 'from'],
        code: 'step_nobody_may_take',
        message: `"${name}" leads from no state that is ever reached.`,
      })
    if (!isParty(def.by) && def.side === undefined)
      findings.push({
        path,
        code: 'system_step_without_side',
        message: `"${name}" is taken by ${def.by}: say in whose hub (side: sender, recipient or either).`,
      })
    if (def.private && def.to !== undefined)
      findings.push({
        path: [...path, 'private'],
        code: 'private_step_moves',
        message: `"${name}" stays inside the agency, so it cannot change the state that both sides see.`,
      })
    const opening = opensFrom(protocol, def)
    if (opening !== undefined && def.by !== 'sender')
      findings.push({
        path: [...path, 'by'],
        code: 'opened_by_other',
        message: `"${name}" opens the referral again from "${opening}": only the sender can, for consent is asked in its name.`,
      })
    if (def.private && (def.effects ?? []).length > 0)
      findings.push({
        path: [...path, 'effects'],
        code: 'private_step_counts',
        message: `"${name}" stays inside the agency: what follows from it would tell the other of it.`,
      })
    for (const { requirement, path: at } of simples(def.requires ?? [], [...path, 'requires']))
      if ('step' in requirement && protocol.steps[requirement.step]?.private)
        findings.push({
          path: [...at, 'step'],
          code: 'private_step_counts',
          message: `"${requirement.step}" stays inside one agency: the other could not know whether it was taken.`,
        })
    return never ? findings : [...findings, ...unmeetable(protocol, name, def)]
  })
}

function nobodyOf(protocol: Protocol, { scopes }: StepDef): string | undefined {
  if (scopes === undefined) return 'no scope is named that a user could have'
  const held = new Set<Scope>(ROLES.flatMap(role => ROLE_SCOPES[role]))
  if (!scopes.some(scope => held.has(scope))) return `no role has ${scopes.join(' or ')}`
  return protocol.compartment && scopesOf(['protection']).length === 0 ? 'no role works in the compartment' : undefined
}

const unmeetable = (protocol: Protocol, name: string, def: StepDef): Finding[] =>
  (def.requires ?? []).flatMap((requirement, index): Finding[] => {
    const priority = (def.priorities ?? priorities.all).find(
      code => !optionsAt(requirement, code).some(option => isMeetable(protocol, def, option)),
    )
    if (priority === undefined) return []
    return [
      {
        path: ['steps', name, 'requires', index],
        code: 'requirement_never_met',
        message: `"${name}" can never be taken (priority ${priority}): nothing that could have happened before it meets this.`,
      },
    ]
  })

type Simple = Exclude<Requirement, { anyOf: unknown }>
const NOT_ASKED = 'not_asked'

function optionsAt(requirement: Requirement, priority: string): readonly (Simple | typeof NOT_ASKED)[] {
  const options = optionsOf(requirement, priority)
  return options === NOT_ASKED ? [NOT_ASKED] : options
}

function isMeetable(protocol: Protocol, def: StepDef, option: Simple | typeof NOT_ASKED): boolean {
  if (option === NOT_ASKED) return true
  // A name that is not there is a fault of its own.
  if ('step' in option) return !Object.hasOwn(protocol.steps, option.step) || canFollow(protocol, option.step, def)
  const assessed = protocol.steps[ASSESSED]
  const inTheHub = assessed?.side === 'either' || (option.by ?? assessed?.side) === assessed?.side
  return assessed?.by === 'redaction' && inTheHub && canFollow(protocol, ASSESSED, def)
}

/** Whether a way leads from the first state over `before` to where the step may be taken, without starting anew between. */
function canFollow(protocol: Protocol, before: string, def: StepDef): boolean {
  const start = { state: protocol.start, taken: false }
  const seen = new Map([[`${start.state} ${start.taken}`, start]])
  for (const { state, taken } of seen.values()) {
    if (taken && leadsFrom(protocol, def, state)) return true
    for (const { from, step, to } of edgesFrom(protocol, state)) {
      const next = { state: to, taken: (taken && !opens(protocol, from, to)) || step === before }
      seen.set(`${next.state} ${next.taken}`, seen.get(`${next.state} ${next.taken}`) ?? next)
    }
  }
  return false
}
