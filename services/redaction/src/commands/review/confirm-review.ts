import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay, Store } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import { type Review, stateOf } from '../../domain/review/review.ts'
import type { ViewPolicy } from '../../domain/view-policy.ts'
import { digestOf } from '../../queries/digest-of.ts'
import type { FindReviews } from '../../queries/find-reviews.ts'
import { confirmReview as saveConfirmation } from '../../store/reviews.ts'
import { messages } from '../messages.ts'
import type { FormCaller } from '../take-form.ts'
import { type FindReviewableDeps, findReviewable } from './find-reviewable.ts'
import type { Original } from './original.ts'

export interface ConfirmReviewDeps extends FindReviewableDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly findReviews: FindReviews
  readonly views: ViewPolicy
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface ConfirmReview {
  readonly redactionId: string
  /** As the sealed view of the redaction says it: who confirms has seen what. */
  readonly diffSha256: string
  readonly caller: FormCaller
  readonly correlationId: string
}

/**
 * The second person, of the same agency and assigned too: what was lifted is shown from now on. Throws review_second_person,
 * review_not_waiting, review_lapsed.
 */
export const confirmReview =
  (deps: ConfirmReviewDeps) =>
  async (
    { redactionId, diffSha256, caller, correlationId }: ConfirmReview,
    replay: Replay,
  ): Promise<{ redactionId: string; reviewId: string }> => {
    const { store, now, newId, log, views } = deps
    const { redaction, found, opened, original } = await findReviewable(deps)(caller, redactionId)
    const { reviews } = await deps.findReviews(redaction.subjectId, opened.key)
    const latest = reviews.findLast(review => review.redactionId === redactionId)
    checkConfirmable(latest, original, { diffSha256, user: caller.user })
    const state = stateOf(latest, { policyHash: views.hash, changedAt: redaction.changedAt })
    if (state === 'lapsed') throw errors.review_lapsed()
    const at = now()
    await deps.append({
      ...{ entryId: newId(), action: Action.REDACTION_CONFIRMED, referralId: redaction.referralId },
      ...{ code: `${redaction.source}:${redaction.profile}:${diffSha256}`, subjectRef: found.share.shareId },
      ...{ userId: caller.user, agency: found.own, authentication: caller.acr, viewPolicyHash: views.hash },
      occurredAt: timestampFromDate(at),
    })
    const { reviewId } = latest
    const stored = await store.run(async tx => {
      if (!(await saveConfirmation(tx, { reviewId, redactionId, by: caller.user, at })))
        throw errors.review_not_waiting()
      return { redactionId, reviewId }
    }, replay)
    messages['redaction.confirmed'](log, { redactionId, agencyId: caller.agency, userId: caller.user, correlationId })
    return stored
  }

function checkConfirmable(
  latest: Review | undefined,
  original: Original,
  { diffSha256, user }: { readonly diffSha256: string; readonly user: string },
): asserts latest is Review {
  const isWaiting = latest?.second === true && latest.confirmedBy === null && latest.diffSha256 === diffSha256
  if (latest === undefined || !isWaiting) throw errors.review_not_waiting()
  if (latest.reviewedBy === user) throw errors.review_second_person()
  if (original.kind !== 'text' || digestOf(original.text) !== latest.content.digest) throw errors.review_lapsed()
}
