import { AgencyType } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Directory } from '../ports/directory.ts'

/**
 * For migration enforcement there is no such place, whatever rights its users were given (rules: Migration). Answers what kind of
 * agency asks.
 */
export async function refuseEnforcement(
  { hub, directory }: { readonly hub: string; readonly directory: Directory },
  { agency }: { readonly agency: string },
): Promise<AgencyType> {
  const type = await directory.agencyType({ hub, agencyId: agency })
  if (type === undefined || type === AgencyType.MIGRATION_ENFORCEMENT) throw httpErrors.not_found()
  return type
}
