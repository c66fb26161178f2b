import { AgencyType } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Directory } from '../ports/directory.ts'
import type { Reading } from '../store/excluded.ts'

export interface MembersDeps {
  readonly hub: string
  readonly directory: Directory
}

/** A suspended agency does nothing here: a token may live on for minutes. Answers what kind of agency asks. */
export async function refuseSuspended(
  { hub, directory }: MembersDeps,
  { agency }: { readonly agency: string },
): Promise<AgencyType> {
  const type = await directory.agencyType({ hub, agencyId: agency })
  if (type === undefined) throw httpErrors.not_found()
  return type
}

/**
 * For migration enforcement there is no such place, whatever rights its users were given (rules: Migration). Answers what kind of
 * agency asks.
 */
export async function refuseEnforcement(deps: MembersDeps, caller: { readonly agency: string }): Promise<AgencyType> {
  const type = await refuseSuspended(deps, caller)
  if (type === AgencyType.MIGRATION_ENFORCEMENT) throw httpErrors.not_found()
  return type
}

/**
 * Nobody is found for migration enforcement, nor for who speaks for a foreign state: it may be the one that the person fears (rules: States that a
 * person may fear). Answers what kind of agency asks.
 */
export async function refuseForeign(deps: MembersDeps, caller: { readonly agency: string }): Promise<AgencyType> {
  const type = await refuseEnforcement(deps, caller)
  if (type === AgencyType.CONSULATE) throw httpErrors.not_found()
  return type
}

/** Somebody who looks for people. */
export interface Searching {
  readonly user: string
  readonly agency: string
}

/** The same. Answers who asks, as exclusions name them. */
export const refuseSearching = async (deps: MembersDeps, caller: Searching): Promise<Reading> => ({
  ...{ hub: deps.hub, agencyId: caller.agency, userId: caller.user },
  agencyType: await refuseForeign(deps, caller),
})
