import type { Requirement, Side, StepDef } from './protocol-file.ts'
import { isOfPriority, missingOf } from './requirements.ts'
import { leadsFrom, type Protocol, type Run } from './run.ts'

/** Who looks. */
export interface Viewer {
  readonly side: Side
  readonly scopes: ReadonlySet<string>
}

/** A step the viewer may take now; with `missing`, may take once these have happened. */
export interface Action {
  readonly step: string
  readonly def: StepDef
  readonly missing: readonly Requirement[]
}

export type Takeable = 'ok' | 'not_now' | 'not_yours' | { readonly missing: readonly Requirement[] }

/** Without it the referrals of a compartment do not exist. */
const COMPARTMENT_SCOPE = 'protection:work'

/** What a user of that side may do, in the protocol's order. */
export function actionsFor(protocol: Protocol, run: Run, viewer: Viewer): Action[] {
  return Object.entries(protocol.steps)
    .filter(([, def]) => isUsers(protocol, def, viewer) && isOpen(protocol, def, run))
    .map(([step, def]) => ({ step, def, missing: missingOf(def, run.done, run.priority) }))
}

/** Whether a user of that side may take the step now. A step that does not exist is nobody's. */
export function takeable(protocol: Protocol, run: Run, step: string, viewer: Viewer): Takeable {
  const def = protocol.steps[step]
  if (def === undefined || !isUsers(protocol, def, viewer)) return 'not_yours'
  return now(protocol, run, def)
}

/** Whether the system may take one of its own steps in that side's hub now; it is stopped by the same requirements. */
export function takeableBySystem(
  protocol: Protocol,
  run: Run,
  step: string,
  actor: { by: 'clock' | 'network' | 'consent' | 'redaction'; side: Side },
): Takeable {
  const def = protocol.steps[step]
  if (def === undefined || def.by !== actor.by) return 'not_yours'
  if (def.side !== 'either' && def.side !== actor.side) return 'not_yours'
  return now(protocol, run, def)
}

/** The fold asks the same of a step once it is taken: what is taken now has effect, unless the other side has moved on. */
function now(protocol: Protocol, run: Run, def: StepDef): Takeable {
  if (!isOpen(protocol, def, run)) return 'not_now'
  const missing = missingOf(def, run.done, run.priority)
  return missing.length === 0 ? 'ok' : { missing }
}

const isOpen = (protocol: Protocol, def: StepDef, { state, priority }: Run): boolean =>
  leadsFrom(protocol, def, state) && isOfPriority(def, priority)

function isUsers(protocol: Protocol, { by, scopes }: StepDef, { side, scopes: held }: Viewer): boolean {
  if (by !== 'either' && by !== side) return false
  if (protocol.compartment && !held.has(COMPARTMENT_SCOPE)) return false
  return scopes?.some(scope => held.has(scope)) ?? false
}
