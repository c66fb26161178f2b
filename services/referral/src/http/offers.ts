import { type HttpApp, keyset } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { answerOffer } from '../commands/answer-offer.ts'
import type { Asker } from '../domain/access.ts'
import { DECLINE_REASONS, type Offer, versionOf } from '../domain/offer.ts'
import type { listOffers } from '../queries/list-offers.ts'
import { actionView } from './actions-view.ts'
import { priority, service } from './codes.ts'
import { expectedVersion, ifMatch } from './if-match.ts'
import { offerActions } from './offer-actions.ts'

const time = z.iso.datetime()
const answer = z.enum(['willing', 'declined', 'expired', 'moved-on'])

/** Needs without a person, and without the agency that asks or the referral that it has. */
const offerView = z.object({
  id: z.uuid(),
  protocol: z.string(),
  protocolVersion: z.int(),
  priority,
  services: z.array(service),
  minors: z.boolean().describe('A child, or somebody whose age is in doubt'),
  madeAt: time,
  expiresAt: time,
  answer: answer.optional(),
  reason: z.string().optional(),
  answeredAt: time.optional(),
  version: z.int(),
  allowedActions: z.array(actionView).describe('`step` is the `answer` to send, with what its `data` asks for'),
})

const toViewFor = (caller: Pick<Asker, 'scopes'>, now: Date) => (offer: Offer) => ({
  id: offer.id,
  protocol: offer.protocol,
  protocolVersion: offer.protocolVersion,
  priority: offer.priority,
  services: [...offer.services],
  minors: offer.minors,
  madeAt: offer.madeAt.toISOString(),
  expiresAt: offer.expiresAt.toISOString(),
  ...(offer.answer !== undefined && { answer: offer.answer }),
  ...(offer.reason !== undefined && { reason: offer.reason }),
  ...(offer.answeredAt && { answeredAt: offer.answeredAt.toISOString() }),
  version: versionOf(offer),
  allowedActions: offerActions(offer, caller, now),
})

const place = keyset([z.iso.datetime(), z.uuid()])
const querystring = z.strictObject({
  answered: z.enum(['true', 'false']).optional(),
  cursor: place.cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
const body = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('willing') }),
  z.strictObject({ answer: z.literal('declined'), reason: z.enum(DECLINE_REASONS) }),
])

interface Offers {
  readonly list: ReturnType<typeof listOffers>
  readonly answer: ReturnType<typeof answerOffer>
  readonly now: Clock
}

export const offerRoutes = (app: HttpApp, { list, answer, now }: Offers): void => {
  const page = z.object({ items: z.array(offerView), next: z.string().nullable() })
  app.get(
    '/offers',
    { schema: { querystring, response: { 200: page } }, config: { scope: 'referral:read' } },
    async ({ caller, query }) => {
      const { answered, cursor, limit } = query
      const { items, next } = await list({
        agencyId: caller.agency,
        answered: answered === undefined ? undefined : answered === 'true',
        after: cursor && { at: new Date(cursor[0]), id: cursor[1] },
        limit,
      })
      return {
        items: items.map(toViewFor(caller, now())),
        next: next ? place.encode([next.at.toISOString(), next.id]) : null,
      }
    },
  )
  app.post(
    '/offers/:id/answer',
    {
      schema: { params: z.strictObject({ id: z.uuid() }), headers: ifMatch, body, response: { 200: offerView } },
      config: { scope: 'referral:decide' },
    },
    async request => {
      const { body, caller, params } = request
      const reason = body.answer === 'declined' ? body.reason : undefined
      const toView = toViewFor(caller, now())
      const replay = request.replay(200, toView)
      const asked = { caller, offerId: params.id, answer: body.answer, reason }
      return toView(await answer({ ...asked, expectedVersion: expectedVersion(request.headers), replay }))
    },
  )
}
