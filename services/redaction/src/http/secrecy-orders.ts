import { MATTER_NUMBER } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { liftSecrecy, placeSecrecy } from '../commands/secrecy-orders.ts'
import { SECRECY_AUTHORITIES, type SecrecyOrder } from '../domain/secrecy-order.ts'

interface Routes {
  readonly place: ReturnType<typeof placeSecrecy>
  readonly lift: ReturnType<typeof liftSecrecy>
  readonly list: () => Promise<readonly SecrecyOrder[]>
}

const config = { scope: 'identity:custody' } as const
const authority = z.enum(SECRECY_AUTHORITIES)
const body = z.strictObject({
  /** An agency's reference to the person, or the id of a referral that rests on them. */
  subjectRef: z.uuid(),
  authority,
  /** That authority's own number for the matter; a sentence or a name does not fit in. */
  reference: z.string().regex(MATTER_NUMBER),
  /** Whose part stays out of the person's own record. */
  agencyId: z.uuid(),
  reviewOn: z.iso.date().transform(day => new Date(day)),
})
const orderView = z.object({
  ...{ orderId: z.uuid(), subjectRef: z.uuid(), authority, reference: z.string(), agencyId: z.string() },
  ...{ reviewOn: z.string(), placedAt: z.iso.datetime() },
})

/** Orders by which part of a person's own record is not shown to them until it is looked at again. */
export function secrecyOrderRoutes(app: HttpApp, { place, lift, list }: Routes): void {
  app.post('/secrecy-orders', { schema: { body, response: { 201: orderView } }, config }, async (request, reply) => {
    const asked = { ...request.body, custodian: request.caller }
    return reply.status(201).send(toView(await place(asked, request.replay(201, toView))))
  })
  const params = z.strictObject({ id: z.uuid() })
  const lifting = { schema: { params, body: z.strictObject({}), response: { 200: orderView } }, config }
  app.post('/secrecy-orders/:id/lifting', lifting, async request => {
    const asked = { orderId: request.params.id, custodian: request.caller }
    return toView(await lift(asked, request.replay(200, toView)))
  })
  const response = { 200: z.strictObject({ secrecyOrders: z.array(orderView) }) }
  app.get('/secrecy-orders', { schema: { response }, config }, async () => ({
    secrecyOrders: (await list()).map(toView),
  }))
}

const toView = ({ shareId, reviewOn, placedAt, ...order }: SecrecyOrder): z.input<typeof orderView> => ({
  ...{ orderId: order.orderId, subjectRef: shareId, authority: order.authority, reference: order.reference },
  ...{ agencyId: order.agencyId, reviewOn: reviewOn.toISOString().slice(0, 10), placedAt: placedAt.toISOString() },
})
