import { isAuthority, mayDraft } from '../domain/requests/agency.ts'
import { errors } from '../domain/requests/errors.ts'
import type { Asker } from '../domain/requests/request.ts'
import type { Directory } from './directory.ts'

/** What the caller's agency is to requests. Throws no_such_request: to all who neither draft nor sign there are none. */
export async function askerOf(
  { hub, directory }: { readonly hub: string; readonly directory: Directory },
  { agency: agencyId }: { readonly agency: string },
): Promise<Asker> {
  const agency = await directory.findAgency(hub, agencyId)
  const asker = { hub, agencyId, isAuthority: isAuthority(agency), mayDraft: mayDraft(agency) }
  if (!asker.isAuthority && !asker.mayDraft) throw errors.no_such_request()
  return asker
}
