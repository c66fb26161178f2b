import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { recordRefusal, TakenRefusal } from '../commands/record-refusal.ts'
import { PURPOSES } from '../domain/codes.ts'
import { subjectRef } from './codes.ts'
import { recipientBody } from './form-body.ts'

const body = z.strictObject({
  subjectRef,
  refusedBy: z.enum(['self', 'guardian']),
  purposes: z.array(z.enum(PURPOSES)).min(1).max(PURPOSES.length),
  recipients: z.array(recipientBody).min(1).max(50),
})

const refusalView = z.object({
  id: z.uuid(),
  refusedAt: z.iso.datetime(),
  draftId: z.uuid().optional().describe('Of a child: the draft to protect them that has opened'),
})

const schema = {
  description:
    'The person, or the guardian, said no. Another basis for the same then counts only after the review of an independent person of another agency. Of a child a draft to protect them opens. A guardian who may be part of the harm is not heard.',
  body,
  response: { 201: refusalView },
}

export function recordRefusalRoute(app: HttpApp, record: ReturnType<typeof recordRefusal>): void {
  const view = ({ id, refusedAt, draftId }: TakenRefusal) => ({
    ...{ id, refusedAt: refusedAt.toISOString() },
    ...(draftId !== undefined && { draftId }),
  })
  app.post('/consent-refusals', { schema, config: { scope: 'consent:record' } }, async (request, reply) => {
    const { caller, body: refused } = request
    const asked = { refused, caller, correlationId: request.id, replay: request.replay(201, view) }
    return reply.status(201).send(view(await record(asked)))
  })
}
