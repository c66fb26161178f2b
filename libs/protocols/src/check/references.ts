import { meetingSteps } from '../clock-rule.ts'
import type { Finding } from '../faults.ts'
import type { Requirement } from '../protocol-file.ts'
import { MIGRATE, type Protocol, SUBMIT } from '../run.ts'

type Path = Finding['path']

/** Names of states, steps and forms that are not there. */
export function checkReferences(protocol: Protocol, forms: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = []
  const state = (name: string | undefined, path: Path) => {
    if (name !== undefined && !Object.hasOwn(protocol.states, name))
      findings.push({ path, code: 'unknown_state', message: `There is no state "${name}".` })
  }
  const step = (name: string | undefined, path: Path, code: 'unknown_step' | 'metby_unknown' = 'unknown_step') => {
    if (name !== undefined && !Object.hasOwn(protocol.steps, name))
      findings.push({ path, code, message: `There is no step "${name}".` })
  }
  const states = (names: string | readonly string[], path: Path) => {
    if (typeof names !== 'string')
      names.forEach((name, index) => {
        state(name, [...path, index])
      })
  }

  if (!Object.hasOwn(protocol.states, protocol.start))
    findings.push({
      path: ['start'],
      code: 'start_unknown',
      message: `There is no state "${protocol.start}" to begin in.`,
    })
  const form = (name: string, path: Path) => {
    if (!forms.has(name)) findings.push({ path, code: 'unknown_form', message: `There is no form "${name}".` })
  }
  protocol.forms?.forEach((name, index) => {
    form(name, ['forms', index])
  })
  for (const [name, def] of Object.entries(protocol.steps)) {
    if (name === SUBMIT || name === MIGRATE)
      findings.push({
        path: ['steps', name],
        code: 'reserved_step',
        message: `"${name}" is a step of every protocol; it is not written down.`,
      })
    states(def.from, ['steps', name, 'from'])
    state(def.to, ['steps', name, 'to'])
    for (const { requirement, path } of simples(def.requires ?? [], ['steps', name, 'requires'])) {
      if ('step' in requirement) step(requirement.step, [...path, 'step'])
      else form(requirement.form, [...path, 'form'])
    }
  }
  for (const [name, def] of Object.entries(protocol.deadlines)) {
    const path = ['deadlines', name]
    states(def.in, [...path, 'in'])
    if (typeof def.since === 'object') step(def.since.step, [...path, 'since', 'step'])
    for (const meeting of meetingSteps(def)) step(meeting, [...path, 'metBy', 'step'], 'metby_unknown')
    def.renewedBy?.forEach((renewing, index) => {
      step(renewing, [...path, 'renewedBy', index])
    })
    def.then.forEach((escalation, index) => {
      if (typeof escalation.do === 'object') step(escalation.do.step, [...path, 'then', index, 'do', 'step'])
    })
  }
  return findings
}

type Simple = Exclude<Requirement, { anyOf: unknown }>

/** What may be answered in a referral of the protocol: a form alone, taken elsewhere, can tell what it was about. */
export const formsOf = ({ forms = [], steps }: Pick<Protocol, 'forms' | 'steps'>): ReadonlySet<string> =>
  new Set([
    ...forms,
    ...Object.values(steps)
      .flatMap(({ requires = [] }) => simples(requires, []))
      .flatMap(({ requirement }) => ('form' in requirement ? [requirement.form] : [])),
  ])

/** Each single requirement, with where it is written. */
export const simples = (requires: readonly Requirement[], path: Path): { requirement: Simple; path: Path }[] =>
  requires.flatMap((requirement, index) =>
    'anyOf' in requirement
      ? requirement.anyOf.map((option, place) => ({ requirement: option, path: [...path, index, 'anyOf', place] }))
      : [{ requirement, path: [...path, index] }],
  )
