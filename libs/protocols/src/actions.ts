import { forChild, wasOfAdults } from './adults.ts'
import type { Requirement, Side, StepDef } from './protocol-file.ts'
import { leadsFrom, opens, type Protocol, type Run } from './run.ts'

export interface AnsweredForm {
  readonly form: string
  readonly side: Side
}

/** Who looks, and at what. */
export interface Viewer {
  readonly side: Side
  readonly scopes: ReadonlySet<string>
  readonly priority: string
  /** By the person's record. A child, or somebody whose age is in doubt, does nothing that holds of adults only. Default: not looked at. */
  readonly minor?: boolean
  /** Default: those whose `assessed` steps are in the log since it was (last) opened. */
  readonly answeredForms?: readonly AnsweredForm[]
}

/** A step the viewer may take now; with `missing`, may take once these have happened. */
export interface Action {
  readonly step: string
  readonly def: StepDef
  readonly missing: readonly Requirement[]
}

export type Takeable = 'ok' | 'not_now' | 'not_yours' | { readonly missing: readonly Requirement[] }

/** Steps that redaction takes when a form was answered, with its id in the data's `form`. */
export const ASSESSED = 'assessed'
/** Without it the referrals of a compartment do not exist. */
const COMPARTMENT_SCOPE = 'protection:work'

/** What a user of that side may do, in the protocol's order. */
export function actionsFor(protocol: Protocol, run: Run, viewer: Viewer): Action[] {
  return Object.entries(protocol.steps)
    .filter(([, def]) => isUsers(protocol, def, viewer) && isOpen(protocol, def, run, viewer.priority))
    .filter(([, { adults }]) => !(viewer.minor && adults === true))
    .map(([step, def]) => ({ step, def, missing: missingOf(def, run, protocol, viewer) }))
}

/** Whether a user of that side may take the step now. A step that does not exist is nobody's. */
export function takeable(protocol: Protocol, run: Run, step: string, viewer: Viewer): Takeable {
  const def = protocol.steps[step]
  if (def === undefined || !isUsers(protocol, def, viewer)) return 'not_yours'
  if (!isOpen(protocol, def, run, viewer.priority)) return 'not_now'
  const missing = missingOf(def, run, protocol, viewer)
  return missing.length === 0 ? 'ok' : { missing }
}

/** Whether the system may take one of its own steps in that side's hub now; it is stopped by the same requirements. */
export function takeableBySystem(
  protocol: Protocol,
  run: Run,
  step: string,
  actor: { by: 'clock' | 'network' | 'consent' | 'redaction'; side: Side; priority: string },
): Takeable {
  const def = protocol.steps[step]
  if (def === undefined || def.by !== actor.by) return 'not_yours'
  if (def.side !== 'either' && def.side !== actor.side) return 'not_yours'
  if (!isOpen(protocol, def, run, actor.priority)) return 'not_now'
  const missing = missingOf(def, run, protocol, actor)
  return missing.length === 0 ? 'ok' : { missing }
}

const isOpen = (protocol: Protocol, def: StepDef, { state }: Run, priority: string): boolean =>
  leadsFrom(protocol, def, state) && (def.priorities?.includes(priority) ?? true)

function isUsers(protocol: Protocol, { by, scopes }: StepDef, { side, scopes: held }: Viewer): boolean {
  if (by !== 'either' && by !== side) return false
  if (protocol.compartment && !held.has(COMPARTMENT_SCOPE)) return false
  return scopes?.some(scope => held.has(scope)) ?? false
}

type Circumstance = Pick<Viewer, 'priority' | 'answeredForms' | 'minor'>

function missingOf(def: StepDef, run: Run, protocol: Protocol, viewer: Circumstance): Requirement[] {
  const { minor = false } = viewer
  const requires = (def.requires ?? []).map(requirement => (minor ? forChild(protocol, requirement) : requirement))
  if (requires.length === 0) return []
  const since = sinceOpened(protocol, run)
  const forms = viewer.answeredForms ?? since.flatMap(answered)
  // An adult by mistake is none: what was done on that is not done.
  const counts = minor ? since.filter(step => !wasOfAdults(protocol, step)) : since
  const taken = new Set(counts.map(({ step }) => step))
  const met = (requirement: Simple) =>
    'step' in requirement
      ? taken.has(requirement.step)
      : forms.some(({ form, side }) => form === requirement.form && (requirement.by ?? side) === side)
  return requires.filter(requirement => {
    const options = optionsOf(requirement, viewer.priority)
    return options !== 'not_asked' && !options.some(met)
  })
}

type Simple = Exclude<Requirement, { anyOf: unknown }>

const applies = (requirement: Simple, priority: string): boolean =>
  'step' in requirement || (requirement.priorities?.includes(priority) ?? true)

/** What meets it at that priority. A single form that is asked for other priorities only is not asked at all. */
export function optionsOf(requirement: Requirement, priority: string): readonly Simple[] | 'not_asked' {
  if ('anyOf' in requirement) return requirement.anyOf.filter(option => applies(option, priority))
  return applies(requirement, priority) ? [requirement] : 'not_asked'
}

const answered = ({ step, side, data }: Run['entries'][number]['taken']): AnsweredForm[] =>
  step === ASSESSED && typeof data['form'] === 'string' ? [{ form: data['form'], side }] : []

/** What counted since the referral was sent or last opened again: an assessment of before does not cover what comes after. */
function sinceOpened(protocol: Protocol, { entries }: Run): Run['entries'][number]['taken'][] {
  const opening = entries.findLastIndex((entry, index) => opens(protocol, entries[index - 1]?.state, entry.state))
  return entries.slice(opening).flatMap(({ effective, taken }) => (effective ? [taken] : []))
}
