import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { getBasis } from '../queries/get-basis.ts'
import { basisView, toView } from './basis-view.ts'

const schema = {
  description: 'For the agency that recorded it.',
  params: z.strictObject({ id: z.uuid() }),
  response: { 200: basisView },
}

export function getBasisRoute(app: HttpApp, get: ReturnType<typeof getBasis>, now: Clock): void {
  app.get('/consents/:id', { schema, config: { scope: 'consent:record' } }, async request =>
    toView(await get(request.params.id, request.caller.agency), now()),
  )
}
