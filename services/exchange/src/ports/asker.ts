import { isAuthority, mayDraft } from '../domain/requests/agency.ts'
import { errors } from '../domain/requests/errors.ts'
import type { Asker } from '../domain/requests/request.ts'
import type { Directory } from './directory.ts'

interface Deps {
  readonly hub: string
  readonly directory: Directory
}
interface By {
  readonly agency: string
}

/** What the caller's agency is to requests. Throws no_such_request: to all who neither draft nor sign there are none. */
export async function askerOf(deps: Deps, caller: By): Promise<Asker> {
  const asker = await findAsker(deps, caller)
  if (asker === undefined) throw errors.no_such_request()
  return asker
}

/** Undefined: it neither drafts nor signs any. */
export async function findAsker({ hub, directory }: Deps, { agency: agencyId }: By): Promise<Asker | undefined> {
  const agency = await directory.findAgency(hub, agencyId)
  const asker = { hub, agencyId, isAuthority: isAuthority(agency), mayDraft: mayDraft(agency) }
  return asker.isAuthority || asker.mayDraft ? asker : undefined
}
