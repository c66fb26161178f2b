import { AgencyType } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Directory } from '../ports/directory.ts'

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
