import { type HttpApp, problemSchema } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { narrowConsent } from '../commands/narrow-consent.ts'
import { ACTIONS, PURPOSES } from '../domain/codes.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'
import { categories } from './codes.ts'
import { recipientBody } from './form-body.ts'

const body = z
  .strictObject({
    purposes: z.array(z.enum(PURPOSES)).min(1).max(PURPOSES.length).optional(),
    dataCategories: categories.optional(),
    recipients: z.array(recipientBody).min(1).max(50).optional(),
    validUntil: z.iso.date().optional(),
    reportBack: z.literal(false).optional(),
    actions: z.array(z.enum(ACTIONS)).min(1).max(ACTIONS.length).optional(),
    onward: z.literal(false).optional(),
    selfIncriminating: z
      .literal(false)
      .optional()
      .describe('Police and prosecution are to read no more what incriminates the person'),
  })
  .describe('What is left; what is absent stays as it was')

const schema = {
  description:
    'The person takes back a part. It needs no new signature. More than before is a new consent that supersedes this one: POST /consents.',
  params: z.strictObject({ id: z.uuid() }),
  body,
  response: { 201: basisSummary, 403: problemSchema },
}

export function narrowConsentRoute(app: HttpApp, narrow: ReturnType<typeof narrowConsent>, now: Clock): void {
  app.post('/consents/:id/narrowing', { schema, config: { scope: 'consent:record' } }, async (request, reply) => {
    const view = (basis: RecordedBasis) => toSummary(basis, now())
    const { caller, params, body: to } = request
    const replay = request.replay(201, view)
    const basis = await narrow({ basisId: params.id, to, caller, correlationId: request.id, replay })
    return reply.status(201).send(view(basis))
  })
}
