import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { submitReferral } from '../commands/submit-referral.ts'
import type { Detail } from '../domain/detail.ts'
import { channel, itemCodes, name, paperNumber, party, priority, purpose, service, staffRole } from './codes.ts'
import { invalid } from './invalid.ts'
import { linkBody } from './links.ts'
import { referralView, type ToView } from './view.ts'
import { viewerOf } from './viewer.ts'

const fallback = z.strictObject({
  channel,
  number: paperNumber,
  happenedAt: z.iso.datetime({ offset: true }).describe('When it was really made; the deadlines run from then'),
  acknowledgedBy: staffRole.optional().describe('Who at the other agency said that they had it; absent: nobody yet'),
})
const body = z.strictObject({
  subjectRef: z.string().regex(/^[\w.:-]{1,200}$/),
  protocol: name.describe('Id of one of GET /protocols; its latest version is taken'),
  priority,
  to: party,
  purpose: purpose.optional().describe('If not given: what protocol and recipient imply'),
  services: z.array(service).max(11),
  quick: z.boolean().default(false).describe('Sent in a hurry, to be completed later'),
  fallback: fallback.optional().describe('Made by phone or on paper while the system was away, entered afterwards'),
  itemCodes: itemCodes
    .optional()
    .describe('Where the protocol is evaluated: then it is required; else it is not taken'),
  draftId: z.uuid().optional().describe('The safeguarding draft that this completes'),
  links: z.array(linkBody).max(50).optional(),
  intakeId: z.uuid().optional(),
  offerId: z.uuid().optional().describe('Answered by the recipient, which is willing'),
})

const description =
  'Sent if consent permits it now (else its refusal; refs.decisionId names the decision, which GET /decisions/{id}/explanation of consent puts into words). It stands in the recipient’s inbox once it has arrived; `delivery` says how far it is.'

export const submitRoute = (app: HttpApp, submit: ReturnType<typeof submitReferral>, toView: ToView): void => {
  app.post(
    '/referrals',
    { schema: { description, body, response: { 201: referralView } }, config: { scope: 'referral:submit' } },
    async (request, reply) => {
      const view = (detail: Detail) => toView(detail, viewerOf(request.caller))
      const { purpose, draftId, fallback, ...rest } = request.body
      const detail = await submit({
        ...rest,
        purpose,
        draftId,
        fallback: fallback && {
          ...fallback,
          happenedAt: new Date(fallback.happenedAt),
          acknowledgedBy: fallback.acknowledgedBy,
        },
        caller: request.caller,
        correlationId: request.id,
        replay: request.replay(201, view),
        invalid,
      })
      return reply.status(201).send(view(detail))
    },
  )
}
