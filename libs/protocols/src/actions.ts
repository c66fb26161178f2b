import { forChild, wasOfAdults } from './adults.ts'
import type { Requirement, Side, StepDef } from './protocol-file.ts'
import { doneIn, isOfPriority, missingOf } from './requirements.ts'
import { isBarred, leadsFrom, type Protocol, type Run } from './run.ts'

/** Who looks, and at whose referral. */
export interface Viewer {
  readonly side: Side
  readonly scopes: ReadonlySet<string>
  /**
   * By the person's record in this hub, so the fold knows nothing of it: what another hub took for an adult's has effect. A child, or
   * somebody whose age is in doubt, does nothing that holds of adults only. Default: not looked at.
   */
  readonly minor?: boolean
}

/** A step the viewer may take now; with `missing`, may take once these have happened. */
export interface Action {
  readonly step: string
  readonly def: StepDef
  readonly missing: readonly Requirement[]
}

/** `withdrawn`: it would open again what is opened no more. */
export type Takeable = 'ok' | 'not_now' | 'not_yours' | 'withdrawn' | { readonly missing: readonly Requirement[] }

/** Without it the referrals of a compartment do not exist. */
const COMPARTMENT_SCOPE = 'protection:work'

/** What a user of that side may do, in the protocol's order. */
export function actionsFor(protocol: Protocol, run: Run, viewer: Viewer): Action[] {
  const { minor = false } = viewer
  return Object.entries(protocol.steps)
    .filter(([, def]) => isUsers(protocol, def, viewer) && isOpen(protocol, def, run))
    .filter(([step, { adults }]) => !(minor && adults === true) && !isBarred(run, step))
    .map(([step, def]) => ({ step, def, missing: missingNow(protocol, run, def, minor) }))
}

/** Whether a user of that side may take the step now. A step that does not exist is nobody's. */
export function takeable(protocol: Protocol, run: Run, step: string, viewer: Viewer): Takeable {
  const def = protocol.steps[step]
  if (def === undefined || !isUsers(protocol, def, viewer)) return 'not_yours'
  return now(protocol, run, step, def, viewer.minor)
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
  return now(protocol, run, step, def)
}

/** The fold asks the same of a step once it is taken: what is taken now has effect, unless the other side has moved on. */
function now(protocol: Protocol, run: Run, step: string, def: StepDef, minor = false): Takeable {
  if (!isOpen(protocol, def, run)) return 'not_now'
  if (isBarred(run, step)) return 'withdrawn'
  const missing = missingNow(protocol, run, def, minor)
  return missing.length === 0 ? 'ok' : { missing }
}

/** What the fold would find missing; about a child, more: an adult by mistake is none, and what was done on that is not done. */
function missingNow(protocol: Protocol, { since, priority }: Run, def: StepDef, minor: boolean): Requirement[] {
  if (def.requires === undefined) return []
  if (!minor) return missingOf(def, doneIn(since), priority)
  const requires = def.requires.map(requirement => forChild(protocol, requirement))
  return missingOf({ requires }, doneIn(since.filter(step => !wasOfAdults(protocol, step))), priority)
}

const isOpen = (protocol: Protocol, def: StepDef, { state, priority }: Run): boolean =>
  leadsFrom(protocol, def, state) && isOfPriority(def, priority)

function isUsers(protocol: Protocol, { by, scopes }: StepDef, { side, scopes: held }: Viewer): boolean {
  if (by !== 'either' && by !== side) return false
  if (protocol.compartment && !held.has(COMPARTMENT_SCOPE)) return false
  return scopes?.some(scope => held.has(scope)) ?? false
}
