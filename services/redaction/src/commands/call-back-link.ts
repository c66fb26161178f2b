import { Action, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Replay } from '@amparo/store'
import type { Reader } from '../ports/standing.ts'
import { callBackLinks } from '../store/links.ts'
import type { LinkDeps } from './make-link.ts'
import { isSame, openCase } from './open-case.ts'

interface CallBackLink {
  readonly referralId: string
  readonly caller: Reader & { readonly acr: string }
}

/** Nobody opens it any more; what was seen has been seen. Answers how many were called back. Throws not_found. */
export const callBackLink =
  (deps: LinkDeps) =>
  async ({ referralId, caller }: CallBackLink, replay: Replay): Promise<number> => {
    const { own, parties, share, standing } = await openCase(deps)(caller, referralId)
    if (!isSame(parties.from, own)) throw httpErrors.not_found()
    const at = deps.now()
    // First: should the log be away, the link is closed all the same.
    const count = await deps.store.run(tx => callBackLinks(tx, referralId, at))
    await deps.append({
      ...{ entryId: deps.newId(), action: Action.LINK_CALLED_BACK, userId: caller.user, agency: own },
      ...{ authentication: caller.acr, referralId, subjectRef: share.shareId, recipient: parties.to },
      ...{ purpose: standing.purpose, occurredAt: timestampFromDate(at) },
    })
    // Last: what the log does not have is not answered again as done.
    return deps.store.run(async () => count, replay)
  }
