import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { handOver } from '../commands/hand-over.ts'

const body = z
  .strictObject({
    fromUserId: z.uuid(),
    toUserId: z.uuid().describe('Of the own agency; what is in a compartment, only to one who has its role'),
    referralIds: z.array(z.uuid()).min(1).max(200).optional().describe('If not given: all that is in those hands'),
  })
  .refine(({ fromUserId, toUserId }) => fromUserId !== toUserId, { path: ['toUserId'] })
const answer = z.object({ moved: z.int(), more: z.boolean().describe('Ask again: one request moves 200 at most') })

export const handoverRoute = (app: HttpApp, hand: ReturnType<typeof handOver>): void => {
  app.post(
    '/handovers',
    { schema: { body, response: { 200: answer } }, config: { scope: 'referral:assign' } },
    async request =>
      hand({
        caller: request.caller,
        ...request.body,
        referralIds: request.body.referralIds,
        correlationId: request.id,
        replay: request.replay(200, (done: z.input<typeof answer>) => done),
      }),
  )
}
