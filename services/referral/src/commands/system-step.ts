import { type Actor, type Coded, checkData, type Protocol, type Side, takeableBySystem } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Sent } from '../domain/case.ts'
import type { Step } from '../domain/referral.ts'
import { hasRoom } from '../domain/room.ts'
import { type Moment, type Recording, recordStep } from './record-steps.ts'

export interface SystemStep {
  readonly by: Exclude<Actor, 'sender' | 'recipient' | 'either'>
  readonly side: Side
  /** Its name in the protocol. Where a protocol has another one of that actor for the state it is in, that is taken. */
  readonly name: string
  readonly data: Readonly<Record<string, Coded>>
  readonly cause?: Step['cause']
}

/** Takes a step of the system's, if the protocol has one that leads on from here. Undefined: it has none, or the log is full. */
export async function systemStep(
  tx: Transaction,
  deps: Recording,
  found: Sent,
  step: SystemStep,
  moment: Moment & { readonly quiet?: boolean },
): Promise<Sent | undefined> {
  const { run } = found
  const name = namesOf(run.protocol, step).find(other => takeableBySystem(run.protocol, run, other, step) === 'ok')
  if (name === undefined) return undefined
  // What users write may not take the place of a withdrawal.
  if (step.by === 'redaction' && !hasRoom(found, step.side, 'end')) return undefined
  const data = sayable(run.protocol, name, step.data)
  return recordStep(tx, deps, found, { step: name, side: step.side, data, cause: step.cause }, moment)
}

/** Records that it happened where the protocol has a step for it, but none that leads on from here: it moves nothing. Undefined: it has none. */
export async function noteStep(
  tx: Transaction,
  deps: Recording,
  found: Sent,
  step: SystemStep,
  moment: Moment,
): Promise<Sent | undefined> {
  const { protocol } = found.run
  const name = namesOf(protocol, step).find(other => isSuch(protocol, other, step))
  if (name === undefined) return undefined
  const data = sayable(protocol, name, step.data)
  return recordStep(tx, deps, found, { step: name, side: step.side, data, cause: step.cause }, moment)
}

function isSuch({ steps }: Protocol, name: string, { by, side }: SystemStep): boolean {
  const def = steps[name]
  return def?.by === by && (def.side === 'either' || def.side === side)
}

/** Consent's steps are one word for one thing that happens: a withdrawal, answered by each state in its own way. */
const namesOf = ({ steps }: Protocol, { by, name }: SystemStep): string[] =>
  by === 'consent' ? [name, ...Object.keys(steps).filter(other => other !== name && steps[other]?.by === by)] : [name]

/** Less what this protocol does not want to hear. */
function sayable(protocol: Protocol, step: string, data: SystemStep['data']): SystemStep['data'] {
  if (checkData(protocol, step, data).length === 0) return data
  const wrong = (kept: SystemStep['data']) => checkData(protocol, step, kept).length > 0
  return Object.fromEntries(Object.entries(data).filter(([field, value]) => !wrong({ [field]: value })))
}
