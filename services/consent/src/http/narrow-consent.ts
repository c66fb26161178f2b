import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { NarrowedConsent, narrowConsent } from '../commands/narrow-consent.ts'
import { ACTIONS, PURPOSES } from '../domain/codes.ts'
import { basisSummary, toSummary } from './basis-view.ts'
import { categories } from './codes.ts'
import { recipientBody } from './form-body.ts'
import { howNarrowed } from './withdrawal-body.ts'

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
    ...howNarrowed,
  })
  .describe('What is left, and how it was taken; what is absent stays as it was')

const schema = {
  description:
    'The person takes back a part, in private and after a check for duress. It needs no new signature. What may be said under duress is taken as a withdrawal, which waits. More than before is a new consent that supersedes this one: POST /consents.',
  params: z.strictObject({ id: z.uuid() }),
  body,
  response: {
    201: basisSummary.extend({
      draftId: z.uuid().optional().describe('Of a child of this agency: a safeguarding draft has opened'),
    }),
  },
}

export function narrowConsentRoute(app: HttpApp, narrow: ReturnType<typeof narrowConsent>, now: Clock): void {
  app.post('/consents/:id/narrowing', { schema, config: { scope: 'consent:record' } }, async (request, reply) => {
    const view = ({ basis, draftId }: NarrowedConsent) => ({
      ...toSummary(basis, now()),
      ...(draftId !== undefined && { draftId }),
    })
    const { caller, params, body } = request
    const { inPrivate: _, duressChecked: __, by, duress, ...to } = body
    const command = { basisId: params.id, to, how: { by, duress }, caller, correlationId: request.id }
    return reply.status(201).send(view(await narrow({ ...command, replay: request.replay(201, view) })))
  })
}
