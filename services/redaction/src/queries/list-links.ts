import { httpErrors } from '@amparo/http'
import { isSame, type OpenCaseDeps, openCase } from '../commands/open-case.ts'
import type { Link } from '../domain/link.ts'
import type { Reader } from '../ports/standing.ts'
import { linksOf } from '../store/links.ts'

/** Of a referral, for assigned users of its sender. Throws not_found. */
export const listLinks =
  (deps: OpenCaseDeps) =>
  async (referralId: string, caller: Reader): Promise<readonly Link[]> => {
    const { own, parties } = await openCase(deps)(caller, referralId)
    if (!isSame(parties.from, own)) throw httpErrors.not_found()
    return deps.store.read(reader => linksOf(reader, referralId))
  }
