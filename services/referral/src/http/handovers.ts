import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { handOver } from '../commands/hand-over.ts'
import type { getHands, listHands } from '../queries/get-hands.ts'
import { expectedVersion, ifMatch, tagOf } from './if-match.ts'

const body = z
  .strictObject({
    fromUserId: z.uuid(),
    toUserId: z.uuid().describe('Of the own agency; what is in a compartment, only to one who has its role'),
    referralIds: z.array(z.uuid()).min(1).max(200).optional().describe('If not given: all that is in those hands'),
  })
  .refine(({ fromUserId, toUserId }) => fromUserId !== toUserId, { path: ['toUserId'] })
const answer = z.object({ moved: z.int(), more: z.boolean().describe('Ask again: one request moves 200 at most') })

const hands = z.object({
  id: z.uuid().describe('The user'),
  count: z.int().describe('Open referrals in those hands'),
  version: z.int().describe('Another one whenever it is other work; the entity tag, for a handover'),
})

const openHands = z.object({
  userId: z.uuid(),
  count: z.int().describe('Open referrals in those hands'),
  shifts: z.int().describe('Shifts of the rota that run or come'),
})

interface HandoversOf {
  readonly hand: ReturnType<typeof handOver>
  readonly get: ReturnType<typeof getHands>
  readonly list: ReturnType<typeof listHands>
}

export const handoverRoutes = (app: HttpApp, { hand, get, list }: HandoversOf): void => {
  app.get(
    '/hands',
    {
      schema: {
        querystring: z.strictObject({ userId: z.uuid().describe('Of the own agency') }),
        response: { 200: hands },
      },
      config: { scope: 'referral:assign' },
    },
    async ({ caller, query: { userId } }, reply) => {
      const { count, version } = await get({ agencyId: caller.agency, userId, scopes: caller.scopes })
      reply.header('etag', tagOf(version))
      return { id: userId, count, version }
    },
  )
  app.get(
    '/hands/open',
    {
      schema: {
        description: 'Of the own agency, also those who do not work there any more.',
        response: { 200: z.object({ items: z.array(openHands) }) },
      },
      config: { scope: 'referral:assign' },
    },
    async ({ caller }) => ({ items: await list({ agencyId: caller.agency, scopes: caller.scopes }) }),
  )
  app.post(
    '/handovers',
    { schema: { headers: ifMatch, body, response: { 200: answer } }, config: { scope: 'referral:assign' } },
    async request =>
      hand({
        caller: request.caller,
        ...request.body,
        referralIds: request.body.referralIds,
        expectedVersion: expectedVersion(request.headers),
        correlationId: request.id,
        replay: request.replay(200, (done: z.input<typeof answer>) => done),
      }),
  )
}
