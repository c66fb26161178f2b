import { wouldOpen } from '@amparo/protocols'
import { sideOf } from '../domain/access.ts'
import { isSent, ProtocolGone, type Sent } from '../domain/case.ts'
import { errors } from '../domain/errors.ts'
import type { Permit } from '../domain/permit.ts'
import { checkStep, type Invalid } from '../domain/take-step.ts'
import { versionFor } from '../domain/visible.ts'
import type { Attest } from '../ports/attestation.ts'
import type { Decide } from '../ports/decision.ts'
import { findCase } from '../store/cases.ts'
import type { Asking, Deps } from './deps.ts'

export interface AskedStep {
  readonly caller: Asking & { readonly token: string }
  readonly referralId: string
  readonly step: string
  readonly data: Readonly<Record<string, unknown>>
  readonly expectedVersion: number | undefined
  /** How the request's fields are refused. */
  readonly invalid: Invalid
}

export interface OpeningDeps extends Deps {
  readonly attest: Attest
  readonly decide: Decide
}

/**
 * A step that opens a referral again sends it again: consent is asked as it was then, for the same purpose. Undefined for any other step,
 * and for one that is refused anyway: the transaction says how. Throws no_such_subject, the code of a denial, or that a service cannot
 * answer now.
 */
export async function permitToOpen(deps: OpeningDeps, command: AskedStep): Promise<Permit | undefined> {
  const found = await deps.run(tx => findCase(tx, deps.book, command.referralId)).catch(unlessGone)
  if (found === undefined || !isSent(found) || !wouldOpen(found.run, command.step)) return undefined
  if (!isTakeable(deps, found, command)) return undefined
  const { id: referralId, from, to, subjectRef, priority, purpose, services } = found.referral
  if (to === undefined) return undefined
  const { caller } = command
  const attested = await deps.attest({ caller, subjectRef, recipientHub: to.hub })
  if (attested === undefined) throw errors.no_such_subject()
  const protocol = found.run.protocol.family
  return deps.decide({ caller, referralId, from, to, protocol, priority, purpose, services, attested })
}

/** What nobody can read is refused where the step is taken. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof ProtocolGone)) throw error
}

function isTakeable({ book, hub }: OpeningDeps, found: Sent, command: AskedStep): boolean {
  const { caller, step, data, expectedVersion, invalid } = command
  const { referral } = found
  const side = sideOf(referral, { hub, agencyId: caller.agency, scopes: caller.scopes })
  if (side !== 'sender') return false
  if (expectedVersion !== undefined && expectedVersion !== versionFor(found, side)) return false
  try {
    checkStep(book, found, { side, scopes: caller.scopes }, { step, data }, invalid)
    return true
  } catch {
    return false
  }
}
