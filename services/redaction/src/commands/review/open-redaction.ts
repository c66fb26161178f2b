import { Action, DataCategory, timestampFromDate } from '@amparo/contracts'
import { ADD_REASONS, ALL_READERS, BOX_REASONS, LIFT_REASONS } from '../../domain/review/codes.ts'
import { masksOf } from '../../domain/review/masks.ts'
import { staysBecause } from '../../domain/review/may-lift.ts'
import { madeUnder, type Review, stateOf } from '../../domain/review/review.ts'
import { NOTICE } from '../../domain/view.ts'
import { digestOf } from '../../queries/digest-of.ts'
import type { FindReviews, FoundReviews } from '../../queries/find-reviews.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { messages } from '../messages.ts'
import { groundsOf, sealOnPermit, spendPermit } from '../permit.ts'
import { relationsTo } from '../relations-to.ts'
import type { ReleaseDeps } from '../release-view.ts'
import { takeViewRequest, type ViewCaller } from '../view-request.ts'
import { type FindReviewableDeps, findReviewable, type Reviewable } from './find-reviewable.ts'
import type { OriginalPicture, OriginalText } from './original.ts'
import { painted } from './painted.ts'
import { propose } from './propose.ts'

export interface OpenRedactionDeps extends ReleaseDeps, AskPermitDeps, FindReviewableDeps {
  readonly store: ReleaseDeps['store']
  readonly engine: ReleaseDeps['engine']
  readonly findReviews: FindReviews
  /** The private half of the certificate that views and packages are signed with. */
  readonly signKey: () => Promise<string>
}

export interface OpenRedaction {
  /** Compact JWS, made for POST /redaction-views; the id of the redaction stands where a referral's would. */
  readonly request: string
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /redaction-views'

/**
 * An original beside its proposed masks, sealed to a reviewer of the agency whose text it is: a disclosure like any other, on a permit of
 * consent, and in the log before it is answered. Throws picture_not_paintable.
 */
export const openRedaction =
  (deps: OpenRedactionDeps) =>
  async ({ request, caller, correlationId }: OpenRedaction): Promise<string> => {
    const { append, now, newId, log, views } = deps
    const { referralId: redactionId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const reviewable = await findReviewable(deps)(caller, redactionId)
    const { redaction, found, opened, original } = reviewable
    const { own, other, share } = found
    const asked = { occasion: 'view', sender: other, recipient: own, held: opened.held } as const
    const permit = await askPermit(deps, found, { ...asked, caller, correlationId })
    const signingKey = await deps.signKey()
    const known = await deps.findReviews(share.subjectId, opened.key)
    const shown =
      original.kind === 'text'
        ? textOf(deps, reviewable, original, known)
        : await pictureOf(deps, reviewable, original, known)
    await spendPermit(deps, permit)
    const { referralId, source, profile } = redaction
    const receipt = await append({
      ...groundsOf(permit),
      ...{ entryId: newId(), action: Action.REDACTION_OPENED, code: `${source}:${profile}`, referralId },
      ...{ userId: caller.user, agency: own, recipient: own, authentication: caller.acr, subjectRef: share.shareId },
      relations: await relationsTo(deps, caller, opened.held),
      ...{ categories: [DataCategory.NARRATIVE], viewPolicyHash: views.hash, occurredAt: timestampFromDate(now()) },
    })
    const ownReviews = known.reviews.filter(review => review.redactionId === redactionId)
    const latest = ownReviews.at(-1)
    const policyHash = madeUnder(profile, views.hash)
    const standing = { policyHash, changedAt: redaction.changedAt }
    const view = {
      ...{ redactionId, referralId, source, file: redaction.file, profile, why: redaction.why },
      ...{ state: stateOf(latest, standing), policyHash, ...shown },
      ...{ review: latest ? told(latest, caller.user) : null, notice: NOTICE },
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const line = { redactionId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['redaction.opened'](log, { ...line, correlationId })
    return sealOnPermit(deps, permit, { view, route: ROUTE, request, replyCertificate, signingKey })
  }

function textOf(
  deps: OpenRedactionDeps,
  { redaction: { profile } }: Reviewable,
  original: OriginalText,
  { reviewsFor }: FoundReviews,
) {
  const { reviewed, added: before = [] } =
    reviewsFor(profile, deps.views.hash).of(original.text, original.earlier) ?? {}
  const { digest, hidden, shown, policy } = propose(deps, original, profile, reviewed)
  const masks = masksOf(hidden, before).map(mask => {
    const stays = staysBecause(mask, policy, deps.views)
    const { start, end, type, added } = mask
    return { start, end, type, ...(added && { added }), ...(stays && { stays }) }
  })
  return {
    ...{ kind: 'text', lang: original.lang, text: original.text, digest, masks },
    /** As a reader is shown it now; null: withheld. */
    shown: shown ?? null,
    reasons: { add: ADD_REASONS, lift: LIFT_REASONS },
  }
}

/**
 * As it would leave without boxes: programs read one file as different pictures, and a box must lie where it was drawn. With what reviewers
 * have painted over before: that stays.
 */
async function pictureOf(
  deps: OpenRedactionDeps,
  reviewable: Reviewable,
  { file }: OriginalPicture,
  { reviewsFor }: FoundReviews,
) {
  const bytes = Buffer.from(file.base64, 'base64')
  return {
    ...{ kind: 'picture', mediaType: file.mediaType, base64: await painted(deps, reviewable, { file, boxes: [] }) },
    /** Of the file as it was attached. */
    digest: digestOf(bytes),
    boxes: reviewsFor(ALL_READERS, deps.views.hash).boxesOn(bytes),
    reasons: { box: BOX_REASONS },
  }
}

/** Of the latest review; who made it only as far as a second person must know whether they may confirm it. */
const told = (review: Review, user: string) => ({
  reviewId: review.reviewId,
  reviewedAt: review.reviewedAt.toISOString(),
  own: review.reviewedBy === user,
  second: review.second,
  confirmed: review.confirmedBy !== null,
  diffSha256: review.diffSha256,
  diff: review.content.diff,
})
