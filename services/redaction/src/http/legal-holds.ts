import { MATTER_NUMBER } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { liftHold, placeHold } from '../commands/legal-holds.ts'
import { HOLD_AUTHORITIES } from '../domain/legal-hold.ts'
import type { listHolds } from '../queries/custody.ts'
import { holdView, toHoldView } from './custody-views.ts'

interface Routes {
  readonly place: ReturnType<typeof placeHold>
  readonly lift: ReturnType<typeof liftHold>
  readonly list: ReturnType<typeof listHolds>
}

const config = { scope: 'identity:custody' } as const

const holdBody = z.strictObject({
  /** An agency's reference to the person, or the id of a referral that rests on them. */
  subjectRef: z.uuid(),
  authority: z.enum(HOLD_AUTHORITIES),
  /** That authority's own number for the matter; a sentence or a name does not fit in. */
  reference: z.string().regex(MATTER_NUMBER),
  reviewOn: z.iso.date().transform(day => new Date(day)),
})

/** Orders under which a person is not erased. */
export function legalHoldRoutes(app: HttpApp, { place, lift, list }: Routes): void {
  const placing = { schema: { body: holdBody, response: { 201: holdView } }, config }
  app.post('/legal-holds', placing, async (request, reply) => {
    const asked = { ...request.body, custodian: request.caller }
    return reply.status(201).send(toHoldView(await place(asked, request.replay(201, toHoldView))))
  })
  const params = z.strictObject({ id: z.uuid() })
  const lifting = { schema: { params, body: z.strictObject({}), response: { 200: holdView } }, config }
  app.post('/legal-holds/:id/release', lifting, async request => {
    const asked = { holdId: request.params.id, custodian: request.caller }
    return toHoldView(await lift(asked, request.replay(200, toHoldView)))
  })
  const response = { 200: z.strictObject({ legalHolds: z.array(holdView) }) }
  app.get('/legal-holds', { schema: { response }, config }, async () => ({
    legalHolds: (await list()).map(toHoldView),
  }))
}
