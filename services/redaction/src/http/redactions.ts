import { sha256Hex } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { confirmReview } from '../commands/review/confirm-review.ts'
import type { openRedaction } from '../commands/review/open-redaction.ts'
import type { requestReview } from '../commands/review/request-review.ts'
import type { reviewRedaction } from '../commands/review/review-redaction.ts'
import { reviewForm } from '../commands/review/review-redaction.ts'
import { SOURCES, STATES, WAITING_FOR } from '../domain/review/codes.ts'
import type { ListedRedaction } from '../domain/review/review.ts'
import type { listRedactions } from '../queries/list-redactions.ts'
import { sealedForm } from './sealed-form.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const config = { scope: 'redaction:review' } as const
const params = z.strictObject({ id: z.uuid() })
const PROFILES = ['assistance', 'proceedings', 'proceedings_masked', 'publication'] as const

const place = {
  redactionId: z.uuid(),
  referralId: z.string(),
  source: z.enum(SOURCES),
  /** Id of the message or statement; null: the narrative. */
  sourceId: z.uuid().nullable(),
  /** Place among the attachments of the message. */
  file: z.int().nullable(),
  /** Of the view policy: for which readers. Pictures: `all`. */
  profile: z.enum([...PROFILES, 'all']),
}
const listed = z.strictObject({
  ...place,
  state: z.enum(STATES),
  why: z.enum(WAITING_FOR),
  madeAt: z.iso.datetime(),
})
const toListed = (of: ListedRedaction): z.infer<typeof listed> => ({
  redactionId: of.redactionId,
  referralId: of.referralId,
  source: of.source,
  sourceId: of.sourceId,
  file: of.file,
  profile: of.profile,
  state: of.state,
  why: of.why,
  madeAt: of.madeAt.toISOString(),
})
const querystring = z.strictObject({
  /** Default: all that somebody still has to do. */
  state: z.enum(STATES).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})

/** GET /redactions: what waits for a reviewer of the agency. Not about whom. */
export const listRedactionsRoute = (app: HttpApp, list: ReturnType<typeof listRedactions>) =>
  app.get(
    '/redactions',
    {
      schema: {
        description: 'The oldest first.',
        querystring,
        response: { 200: z.strictObject({ items: z.array(listed), next: z.string().nullable() }) },
      },
      config,
    },
    async request => {
      const { state, cursor, limit } = request.query
      const { items, last } = await list({ caller: request.caller, state, after: Number(cursor ?? 0), limit })
      return { items: items.map(toListed), next: last === undefined ? null : String(last.seq) }
    },
  )

const requestBody = z.strictObject({
  referralId: z.uuid(),
  source: z.enum(SOURCES),
  sourceId: z.uuid().nullable().default(null),
  file: z.int().min(0).max(100).nullable().default(null),
  profile: z.enum(PROFILES),
})
const named = z.strictObject({ redactionId: z.uuid() })
const toNamed = ({ redactionId }: z.infer<typeof named>) => ({ redactionId })

/** POST /redactions: a text of the reviewer's own agency is to be looked at, though nothing failed. The same text has the same id. */
export const requestReviewRoute = (app: HttpApp, ask: ReturnType<typeof requestReview>) =>
  app.post(
    '/redactions',
    { schema: { body: requestBody, response: { 201: named } }, config },
    async (request, reply) => {
      const { user, agency, token } = request.caller
      const asked = { ...request.body, caller: { user, agency, token } }
      return reply.status(201).send(toNamed(await ask(asked, request.replay(201, toNamed))))
    },
  )

const viewBody = z.strictObject({
  request: signedRequest('the id of the redaction'),
})

/** POST /redaction-views: an original beside its proposed masks, sealed to the reviewer. Never answered from a store. */
export const openRedactionRoute = (app: HttpApp, open: ReturnType<typeof openRedaction>) =>
  app.post(
    '/redaction-views',
    {
      schema: { body: viewBody, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { ...config, idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await open({ request: request.body.request, caller, correlationId: request.id }) }
    },
  )

const reviewBody = z.strictObject({ sealed: sealedForm(reviewForm, 1_000_000) })
const reviewView = z.strictObject({
  redactionId: z.uuid(),
  reviewId: z.uuid(),
  /** `proposed`: what was lifted waits for a second person; what was added holds. */
  state: z.enum(['reviewed', 'proposed']),
  diffSha256: sha256Hex,
})
const toReview = (of: z.infer<typeof reviewView>) => ({
  redactionId: of.redactionId,
  reviewId: of.reviewId,
  state: of.state,
  diffSha256: of.diffSha256,
})

/** POST /redactions/:id/review: masks added and lifted, or a picture's boxes, each with a reason. Kept for good. */
export const reviewRedactionRoute = (app: HttpApp, review: ReturnType<typeof reviewRedaction>) =>
  app.post(
    '/redactions/:id/review',
    { schema: { params, body: reviewBody, response: { 201: reviewView } }, config },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const { sealed } = request.body
      const sent = { sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      const of = { ...sent, redactionId: request.params.id }
      return reply.status(201).send(toReview(await review(of, request.replay(201, toReview))))
    },
  )

const confirmedView = z.strictObject({ redactionId: z.uuid(), reviewId: z.uuid() })
const toConfirmed = ({ redactionId, reviewId }: z.infer<typeof confirmedView>) => ({ redactionId, reviewId })

/** POST /redactions/:id/confirmation: the second person, by the hash that the sealed view names. */
export const confirmReviewRoute = (app: HttpApp, confirm: ReturnType<typeof confirmReview>) =>
  app.post(
    '/redactions/:id/confirmation',
    {
      schema: { params, body: z.strictObject({ diffSha256: sha256Hex }), response: { 200: confirmedView } },
      config,
    },
    async request => {
      const { user, agency, acr, token } = request.caller
      const by = { caller: { user, agency, acr, token }, correlationId: request.id }
      const asked = { ...by, redactionId: request.params.id, diffSha256: request.body.diffSha256 }
      return toConfirmed(await confirm(asked, request.replay(200, toConfirmed)))
    },
  )
