import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Replay, Store } from '@amparo/store'
import { ALL_READERS, type Source } from '../../domain/review/codes.ts'
import type { Redaction } from '../../domain/review/review.ts'
import type { Profile } from '../../domain/view-policy.ts'
import type { Reader } from '../../ports/standing.ts'
import type { Protocols } from '../../queries/protocol-rules.ts'
import { getOrAddRedaction } from '../../store/redactions.ts'
import { redactionIn } from '../keep-waiting.ts'
import { isSame } from '../open-case.ts'
import { caseToReview, type FindReviewableDeps } from './find-reviewable.ts'
import { originalOf } from './original.ts'

export interface RequestReviewDeps extends FindReviewableDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly forms: Protocols
  readonly now: Clock
  readonly newId: NewId
}

export interface RequestReview {
  readonly referralId: string
  readonly source: Source
  readonly sourceId: string | null
  readonly file: number | null
  readonly profile: Profile
  readonly caller: Reader
}

/**
 * Names a text of the reviewer's own agency that is to be looked at, also where nothing failed. The same text has the same id. Throws
 * not_found for what is not that agency's, review_not_possible for what nobody can look into.
 */
export const requestReview =
  (deps: RequestReviewDeps) =>
  async ({ caller, referralId, ...asked }: RequestReview, replay: Replay): Promise<{ redactionId: string }> => {
    const { found, opened } = await caseToReview(deps, caller, referralId)
    const { own, parties, share, standing } = found
    // The narrative is the registering agency's, in a referral that it sent.
    if (asked.source === 'narrative' && !(isSame(own, parties.from) && isSame(own, share.agency)))
      throw httpErrors.not_found()
    const place = { subjectId: share.subjectId, referralId, protocol: standing }
    const named = redactionIn(deps, place, { ...asked, by: own, why: 'asked' })
    const { kind } = await originalOf(deps, opened, { ...named, sender: parties.from })
    const redaction: Redaction = kind === 'picture' ? { ...named, profile: ALL_READERS } : named
    return deps.store.run(async tx => ({ redactionId: await getOrAddRedaction(tx, redaction) }), replay)
  }
