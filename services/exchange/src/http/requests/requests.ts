import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { sendRequestAgain } from '../../commands/requests/send-request-again.ts'
import type { takeRequestStep } from '../../commands/requests/take-request-step.ts'
import type { requestDetail, requestList, requestMessages } from '../../queries/requests.ts'
import { paged, toNext } from '../cursor.ts'
import { hubCode, invalid } from '../request-codes.ts'
import { briefView, changedView, detailView, toBrief, toChanged, toDetail } from './view.ts'

const params = z.strictObject({ id: z.uuid() })
const querystring = z
  .strictObject({
    before: z.iso.datetime().optional().describe('`next.before` of the page before, with `beforeId`'),
    beforeId: z.uuid().optional().describe('`next.beforeId` of the page before'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(({ before, beforeId }) => (before === undefined) === (beforeId === undefined))
const page = z.object({
  items: z.array(briefView),
  next: z.object({ before: z.iso.datetime(), beforeId: z.uuid() }).nullable(),
})
const body = z.strictObject({
  version: z.int().positive().describe('As it was last seen'),
  step: z.string().max(60).describe('One of the allowedSteps'),
  data: z.record(z.string().max(60), z.unknown()).default({}).describe("As the step's schema says; never text"),
})
const message = z.object({
  messageId: z.uuid(),
  hub: hubCode.describe('Whose exchange signed it'),
  message: z.base64().describe('The signed bytes: an EdgeMessage of proto/amparo/exchange/v1'),
  signature: z.string().nullable().describe('OpenPGP, detached and armored; null until it is made, in a moment'),
})

interface Requests {
  readonly hub: string
  readonly now: Clock
  readonly detail: ReturnType<typeof requestDetail>
  readonly list: ReturnType<typeof requestList>
  readonly messages: ReturnType<typeof requestMessages>
  readonly take: ReturnType<typeof takeRequestStep>
  readonly sendAgain: ReturnType<typeof sendRequestAgain>
}

export const requestRoutes = (app: HttpApp, { hub, now, detail, list, messages, take, sendAgain }: Requests): void => {
  app.get(
    '/evidence-requests',
    {
      schema: { description: 'Last changed first.', querystring, response: { 200: page } },
      config: { scope: 'evidence:request' },
    },
    async ({ caller, query: { before, beforeId, limit } }) => {
      const after = before && beforeId ? { at: new Date(before), id: beforeId } : undefined
      const { items, last } = await list(caller, { after, limit })
      const next = last ? { before: last.updatedAt.toISOString(), beforeId: last.id } : null
      return { items: items.map(toBrief), next }
    },
  )
  app.get(
    '/evidence-requests/:id',
    { schema: { params, response: { 200: detailView } }, config: { scope: 'evidence:request' } },
    async ({ caller, params: { id } }) => toDetail(await detail(id, caller), caller.scopes, now()),
  )
  app.get(
    '/evidence-requests/:id/messages',
    {
      schema: {
        description: 'What both hubs have signed of it, to be verified without this system.',
        params,
        querystring: z.strictObject(paged),
        response: {
          200: z.object({ items: z.array(message), next: z.string().nullable().describe('`cursor` of the next page') }),
        },
      },
      config: { scope: 'evidence:decide' },
    },
    async ({ caller, params: { id }, query: { cursor: after, limit } }) => {
      const { items, last } = await messages(id, caller, { after, limit })
      return {
        items: items.map(one => ({
          ...{ messageId: one.messageId, hub: one.hub ?? hub, signature: one.signature },
          message: Buffer.from(one.message).toString('base64'),
        })),
        next: toNext(last && { at: last.at, id: last.messageId }),
      }
    },
  )
  app.post(
    '/evidence-requests/:id/steps',
    { schema: { params, body, response: { 200: changedView } }, config: { scope: 'evidence:decide' } },
    async request => {
      const { caller, body, params } = request
      return toChanged(await take({ ...params, ...body, caller, invalid, replay: request.replay(200, toChanged) }))
    },
  )
  app.post(
    '/evidence-requests/:id/sending',
    {
      schema: {
        description: 'Sends this side of it again, after the other hub refused it or it was tried in vain.',
        ...{ params, body: z.strictObject({}), response: { 200: changedView } },
      },
      config: { scope: 'evidence:decide' },
    },
    async request =>
      toChanged(await sendAgain({ ...request.params, caller: request.caller, replay: request.replay(200, toChanged) })),
  )
}
