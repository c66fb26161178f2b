import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { submitReferral } from '../commands/submit-referral.ts'
import type { Detail } from '../domain/detail.ts'
import { party, priority, protocol, purpose, service } from './codes.ts'
import { referralView, toView } from './view.ts'
import { viewerOf } from './viewer.ts'

const body = z.strictObject({
  subjectRef: z.string().regex(/^[\w.:-]{1,200}$/),
  protocol,
  priority,
  to: party,
  purpose: purpose.optional().describe('If not given: what protocol and recipient imply'),
  services: z.array(service).max(11),
  draftId: z.uuid().optional().describe('The safeguarding draft that this completes'),
})

export const submitRoute = (app: HttpApp, submit: ReturnType<typeof submitReferral>, now: () => Date): void => {
  app.post(
    '/referrals',
    { schema: { body, response: { 201: referralView } }, config: { scope: 'referral:submit' } },
    async (request, reply) => {
      const view = (detail: Detail) => toView(detail, viewerOf(request.caller), now())
      const { purpose, draftId, ...rest } = request.body
      const detail = await submit({
        ...rest,
        purpose,
        draftId,
        caller: request.caller,
        correlationId: request.id,
        replay: request.replay(201, view),
      })
      return reply.status(201).send(view(detail))
    },
  )
}
