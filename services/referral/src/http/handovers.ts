import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { handOver } from '../commands/hand-over.ts'
import type { getHands } from '../queries/get-hands.ts'
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

interface HandoversOf {
  readonly hand: ReturnType<typeof handOver>
  readonly get: ReturnType<typeof getHands>
}

export const handoverRoutes = (app: HttpApp, { hand, get }: HandoversOf): void => {
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
