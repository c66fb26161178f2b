import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { basesOf } from '../queries/bases-of.ts'
import { basisView, toView } from './basis-view.ts'
import { subjectRef } from './codes.ts'

const schema = {
  description: 'What the own agency has on record for a person, newest first: a hundred at most.',
  querystring: z.strictObject({ subjectRef }),
  response: { 200: z.object({ items: z.array(basisView) }) },
}

export function listBasesRoute(app: HttpApp, list: ReturnType<typeof basesOf>, now: Clock): void {
  app.get('/consents', { schema, config: { scope: 'consent:record' } }, async ({ query, caller }) => {
    const at = now()
    return { items: (await list(query.subjectRef, caller.agency)).map(basis => toView(basis, at)) }
  })
}
