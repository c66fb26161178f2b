import type { Append } from '@amparo/asking'
import { Action, sha256Hex, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../../domain/errors.ts'
import { reviewedText } from '../../domain/review/check.ts'
import { reviewsBy } from '../../domain/review/in-force.ts'
import { type Diff, madeUnder, type Review, type ReviewContent } from '../../domain/review/review.ts'
import type { ViewPolicy } from '../../domain/view-policy.ts'
import { digestOf } from '../../queries/digest-of.ts'
import type { FindReviews } from '../../queries/find-reviews.ts'
import { addedMask, liftedMask, MAX_PIECES, reasonedBox } from '../../store/review-content.schema.ts'
import { addReview, sealReview } from '../../store/reviews.ts'
import { messages } from '../messages.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from '../take-form.ts'
import { type FindReviewableDeps, findReviewable, type Reviewable } from './find-reviewable.ts'
import type { OriginalPicture, OriginalText } from './original.ts'
import { painted } from './painted.ts'
import { propose } from './propose.ts'

export interface ReviewRedactionDeps extends TakeFormDeps, FindReviewableDeps {
  readonly store: TakeFormDeps['store']
  readonly findReviews: FindReviews
  readonly views: ViewPolicy
  readonly append: Append
  readonly newId: NewId
  readonly log: Log
}

const seen = {
  redactionId: z.uuid(),
  /** Of the text or picture, and under what it is reviewed, as they were when it was opened. */
  digest: sha256Hex,
  policyHash: z.string().max(100),
}
export const reviewForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...seen,
    added: z.array(addedMask).max(MAX_PIECES),
    lifted: z.array(liftedMask).max(MAX_PIECES),
  }),
  z.strictObject({ kind: z.literal('picture'), ...seen, boxes: z.array(reasonedBox).max(500) }),
])
type Decided = z.output<typeof reviewForm>

export interface ReviewKept {
  readonly redactionId: string
  readonly reviewId: string
  /** `proposed`: somebody else has to confirm it. */
  readonly state: 'reviewed' | 'proposed'
  readonly diffSha256: string
}

interface SentReview extends SentForm {
  readonly redactionId: string
}

/**
 * What a reviewer decided on the masks of a text, or the boxes of a picture: tried first, in the log, and kept for good. Adding holds at
 * once; what is lifted waits for a second person. Throws review_lapsed, mask_misplaced, mask_stays, review_leaks, review_of_own,
 * picture_not_paintable; nothing is stored then.
 */
export const reviewRedaction = (deps: ReviewRedactionDeps) => {
  const { store, now, newId, log, views } = deps
  const take = takeForm(deps, 'POST /redactions/:id/review', { schema: reviewForm })
  return async ({ redactionId, ...sent }: SentReview, replay: Replay): Promise<ReviewKept> => {
    const { caller, correlationId } = sent
    const { data, ...form } = await take(sent, replay)
    if (data.redactionId !== redactionId) throw errors.seal_context_mismatch()
    // Before it is read: what becomes another text meanwhile is not listed as looked at.
    const at = now()
    const reviewable = await findReviewable(deps)(caller, redactionId)
    const { redaction, found, opened } = reviewable
    const content = await decided(deps, reviewable, { data, user: caller.user })
    const { subjectId, source, profile } = redaction
    const second = content.diff.kind === 'text' && content.diff.lifted.length > 0
    const own = { subjectId, redactionId, reviewId: newId(), policyHash: data.policyHash }
    const sealed = sealReview(opened.key, content, { ...own, second, reviewedBy: caller.user, reviewedAt: at })
    const { diffSha256 } = sealed
    await deps.append({
      ...{ entryId: newId(), action: Action.REDACTION_REVIEWED, referralId: redaction.referralId },
      ...{ code: `${source}:${profile}:${countsOf(content.diff)}:${diffSha256}`, subjectRef: found.share.shareId },
      ...{ userId: caller.user, agency: found.own, authentication: caller.acr, viewPolicyHash: views.hash },
      occurredAt: timestampFromDate(at),
    })
    const stored = await store.run(async tx => {
      await useForm(tx, form, at)
      await addReview(tx, sealed)
      const state = second ? ('proposed' as const) : ('reviewed' as const)
      return { redactionId, reviewId: sealed.reviewId, state, diffSha256 }
    }, replay)
    const line = { redactionId, agencyId: caller.agency, userId: caller.user, correlationId }
    messages['redaction.reviewed'](log, line)
    return stored
  }
}

const countsOf = (diff: Diff): string =>
  diff.kind === 'picture' ? `b${diff.boxes.length}` : `a${diff.added.length}:l${diff.lifted.length}`

interface Deciding {
  readonly data: Decided
  readonly user: string
}

async function decided(deps: ReviewRedactionDeps, of: Reviewable, { data, user }: Deciding): Promise<ReviewContent> {
  const { original } = of
  if (data.policyHash !== madeUnder(of.redaction.profile, deps.views.hash)) throw errors.review_lapsed()
  if (original.kind === 'text' && data.kind === 'text') return decidedText(deps, of, original, data)
  if (original.kind === 'picture' && data.kind === 'picture') return decidedPicture(deps, of, original, { data, user })
  throw errors.review_lapsed()
}

/** The masks as they would hold once confirmed must stand the second search. */
async function decidedText(
  deps: ReviewRedactionDeps,
  { redaction, opened }: Reviewable,
  original: OriginalText,
  { digest, policyHash, added, lifted }: Extract<Decided, { kind: 'text' }>,
): Promise<ReviewContent> {
  const { profile, redactionId, source, subjectId } = redaction
  const proposal = propose(deps, original, profile, undefined)
  if (proposal.digest !== digest) throw errors.review_lapsed()
  const { policy } = proposal
  const { reviews, reviewsFor } = await deps.findReviews(subjectId, opened.key)
  const { text, earlier } = original
  const { added: before = [] } = reviewsFor(profile, policyHash).of(text, earlier) ?? {}
  const diff = { kind: 'text', added, lifted } as const
  const content = reviewedText({ ...proposal, before }, diff, { policy, views: deps.views })
  const trial = { ...AS_CONFIRMED, redactionId, source, profile, policyHash, content }
  const { isOrdinary } = deps.engine
  const tried = reviewsBy([...reviews, trial], { digestOf, isOrdinary })(profile, policyHash)
  const { reviewed } = tried.of(text, earlier) ?? {}
  if (propose(deps, original, profile, reviewed).shown === undefined) throw errors.review_leaks()
  return content
}

const AS_CONFIRMED: Omit<Review, 'redactionId' | 'source' | 'profile' | 'policyHash' | 'content'> = {
  ...{ reviewId: '', second: false, confirmedBy: null, reviewedBy: '', reviewedAt: new Date(0), diffSha256: '' },
}

/** With what was painted over before, as it will be. */
async function decidedPicture(
  deps: ReviewRedactionDeps,
  { redaction, opened }: Reviewable,
  { file, author }: OriginalPicture,
  { data, user }: { readonly data: Extract<Decided, { kind: 'picture' }>; readonly user: string },
): Promise<ReviewContent> {
  const bytes = Buffer.from(file.base64, 'base64')
  const digest = digestOf(bytes)
  if (digest !== data.digest) throw errors.review_lapsed()
  if (author === user) throw errors.review_of_own()
  const { reviewsFor } = await deps.findReviews(redaction.subjectId, opened.key)
  const before = reviewsFor(redaction.profile, deps.views.hash).boxesOn(bytes)
  await painted(deps, { redaction }, { file, boxes: [...before, ...data.boxes] })
  return { digest, kept: [], diff: { kind: 'picture', boxes: data.boxes } }
}
