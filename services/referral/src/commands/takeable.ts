import type { Side } from '@amparo/protocols'
import { sideOf } from '../domain/access.ts'
import { absentIfGone, isSent, type Sent } from '../domain/case.ts'
import { checkStep, type Invalid } from '../domain/take-step.ts'
import { versionFor } from '../domain/visible.ts'
import { findCase } from '../store/cases.ts'
import type { Asking, Deps, Sending } from './deps.ts'

export interface AskedStep {
  readonly caller: Asking & Sending & { readonly token: string }
  readonly referralId: string
  readonly step: string
  readonly data: Readonly<Record<string, unknown>>
  readonly expectedVersion: number | undefined
  /** How the request's fields are refused. */
  readonly invalid: Invalid
}

/**
 * Where the caller could take the step as it stands now, the referral: of others nobody is to ask other services by trying. Undefined:
 * the step is refused where it is taken, which says why.
 */
export async function takeable(
  { run, book, hub }: Pick<Deps, 'run' | 'book' | 'hub'>,
  { caller, referralId, step, data, expectedVersion, invalid }: AskedStep,
): Promise<{ readonly found: Sent; readonly side: Side } | undefined> {
  const found = await run(tx => findCase(tx, book, referralId)).catch(absentIfGone)
  if (found === undefined || !isSent(found)) return undefined
  const side = sideOf(found.referral, { hub, agencyId: caller.agency, scopes: caller.scopes })
  if (side === undefined) return undefined
  if (expectedVersion !== undefined && expectedVersion !== versionFor(found, side)) return undefined
  try {
    checkStep(book, found, { side, scopes: caller.scopes }, { step, data }, invalid)
    return { found, side }
  } catch {
    return undefined
  }
}
