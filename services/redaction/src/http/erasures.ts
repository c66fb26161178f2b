import { type HttpApp, requireStepUp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { requestErasure } from '../commands/request-erasure.ts'
import type { callBackErasure, confirmErasure } from '../commands/settle-erasure.ts'
import { ERASURE_REASONS } from '../domain/erasure.ts'
import type { listErasures } from '../queries/custody.ts'
import { erasureView, toErasureView } from './custody-views.ts'

interface Routes {
  readonly request: ReturnType<typeof requestErasure>
  readonly confirm: ReturnType<typeof confirmErasure>
  readonly callBack: ReturnType<typeof callBackErasure>
  readonly list: ReturnType<typeof listErasures>
  readonly now: Clock
}

const config = { scope: 'identity:custody' } as const
const params = z.strictObject({ id: z.uuid() })
const none = z.strictObject({})

/** A person is erased: asked for by one custodian, confirmed by another, done after some days; until then it can be called back. */
export function erasureRoutes(app: HttpApp, { request: ask, confirm, callBack, list, now }: Routes): void {
  /** An agency's reference to the person, or the id of a referral that rests on them. */
  const body = z.strictObject({ subjectRef: z.uuid(), reason: z.enum(ERASURE_REASONS) })
  app.post('/erasures', { schema: { body, response: { 201: erasureView } }, config }, async (request, reply) => {
    const { caller, id: correlationId } = request
    requireStepUp(caller, now())
    const view = toErasureView(caller)
    const asked = { ...request.body, custodian: caller, correlationId }
    return reply.status(201).send(view(await ask(asked, request.replay(201, view))))
  })
  const settling = { schema: { params, body: none, response: { 200: erasureView } }, config }
  app.post('/erasures/:id/confirmation', settling, async request => {
    requireStepUp(request.caller, now())
    const view = toErasureView(request.caller)
    return view(await confirm({ erasureId: request.params.id, custodian: request.caller }, request.replay(200, view)))
  })
  app.post('/erasures/:id/call-back', settling, async request => {
    const view = toErasureView(request.caller)
    return view(await callBack({ erasureId: request.params.id, custodian: request.caller }, request.replay(200, view)))
  })
  const response = { 200: z.strictObject({ erasures: z.array(erasureView) }) }
  app.get('/erasures', { schema: { response }, config }, async request => ({
    erasures: (await list()).map(toErasureView(request.caller)),
  }))
}
