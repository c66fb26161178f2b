import { type HttpApp, requireStepUp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { discardRequest, draftRequest, redraftRequest } from '../../commands/requests/draft-request.ts'
import type { handInRequest, returnRequest, signRequest } from '../../commands/requests/review-request.ts'
import type { sendExpedited } from '../../commands/requests/send-expedited.ts'
import { answersSchema, assistance, hubCode, invalid, treatyCode, urgency } from '../request-codes.ts'
import { changedView, toChanged } from './view.ts'

const params = z.strictObject({ id: z.uuid() })
const version = z.int().positive().describe('As it was last seen')
const seen = z.strictObject({ version })
const content = {
  treaty: treatyCode.optional().describe('Absent: the most particular one in force'),
  priority: urgency.default('normal'),
  answers: answersSchema.default({}),
}
const response = { 200: changedView }
const REASONS = [
  'not-complete',
  'not-clear',
  'other-sources-first',
  'wrong-country',
  'not-proportionate',
  'asked-already',
] as const

interface Drafting {
  readonly now: Clock
  readonly draft: ReturnType<typeof draftRequest>
  readonly redraft: ReturnType<typeof redraftRequest>
  readonly discard: ReturnType<typeof discardRequest>
  readonly handIn: ReturnType<typeof handInRequest>
  readonly giveBack: ReturnType<typeof returnRequest>
  readonly sign: ReturnType<typeof signRequest>
  readonly sendAtOnce: ReturnType<typeof sendExpedited>
}

/** From the first word to the signature of the own central authority: nothing has left the hub until then. */
export const draftRoutes = (
  app: HttpApp,
  { now, draft, redraft, discard, handIn, giveBack, sign, sendAtOnce }: Drafting,
): void => {
  const drafting = { scope: 'evidence:request' } as const
  const deciding = { scope: 'evidence:decide' } as const
  app.post(
    '/evidence-requests',
    {
      schema: { body: z.strictObject({ type: assistance, to: hubCode, ...content }), response: { 201: changedView } },
      config: drafting,
    },
    async (request, reply) => {
      const { caller, body } = request
      const replay = request.replay(201, toChanged)
      reply.status(201)
      return toChanged(await draft({ ...body, treaty: body.treaty, caller, invalid, replay }))
    },
  )
  app.post(
    '/evidence-requests/:id/draft',
    { schema: { params, body: z.strictObject({ version, ...content }), response }, config: drafting },
    async request => {
      const { caller, body, params } = request
      const replay = request.replay(200, toChanged)
      return toChanged(await redraft({ ...params, ...body, treaty: body.treaty, caller, invalid, replay }))
    },
  )
  app.post(
    '/evidence-requests/:id/discarding',
    { schema: { params, body: seen, response }, config: drafting },
    async request => {
      const { caller, body, params } = request
      return toChanged(await discard({ ...params, ...body, caller, invalid, replay: request.replay(200, toChanged) }))
    },
  )
  app.post(
    '/evidence-requests/:id/submission',
    {
      schema: { description: 'To the own central authority, complete or not at all.', params, body: seen, response },
      config: drafting,
    },
    async request => {
      const { caller, body, params } = request
      return toChanged(await handIn({ ...params, ...body, caller, invalid, replay: request.replay(200, toChanged) }))
    },
  )
  app.post(
    '/evidence-requests/:id/expedited',
    {
      schema: {
        description:
          'What the treaty lets go without waiting for the own central authority, which is called to confirm it, or it lapses. Within five minutes of signing in.',
        params,
        body: seen.extend({
          confirmedBy: z.uuid().describe('The own central authority'),
          to: z.uuid().describe('That of the other hub, as the directory lists it'),
        }),
        response,
      },
      config: drafting,
    },
    async request => {
      const { caller, body, params } = request
      requireStepUp(caller, now())
      const replay = request.replay(200, toChanged)
      return toChanged(await sendAtOnce({ ...params, ...body, caller, invalid, replay }))
    },
  )
  app.post(
    '/evidence-requests/:id/return',
    { schema: { params, body: seen.extend({ reason: z.enum(REASONS) }), response }, config: deciding },
    async request => {
      const { caller, body, params } = request
      return toChanged(await giveBack({ ...params, ...body, caller, invalid, replay: request.replay(200, toChanged) }))
    },
  )
  app.post(
    '/evidence-requests/:id/signature',
    {
      schema: {
        description:
          'The central authority signs it, within five minutes of signing in, and it goes to that of the other state.',
        params,
        body: seen.extend({
          to: z.uuid().describe('The central authority of the other hub, as the directory lists it'),
        }),
        response,
      },
      config: deciding,
    },
    async request => {
      const { caller, body, params } = request
      requireStepUp(caller, now())
      return toChanged(await sign({ ...params, ...body, caller, invalid, replay: request.replay(200, toChanged) }))
    },
  )
}
