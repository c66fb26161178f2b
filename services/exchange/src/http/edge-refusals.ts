import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { edgeRefusalsOf } from '../queries/edge-refusals.ts'

const querystring = z.strictObject({
  days: z.coerce.number().int().min(1).max(366).default(31).describe('How far back, UTC'),
})
const item = z.object({
  day: z.iso.date().describe('UTC'),
  hub: z.string().describe('Over whose line it came; whoever sent it was not believed'),
  code: z.string(),
  times: z.number().int(),
  lastAt: z.iso.datetime(),
})
const response = { 200: z.object({ items: z.array(item) }) }
const description =
  'What came over the lines of other hubs and was not believed, by day and code, newest first. Whoever sent it is answered nothing: it may not be who it says. That it is read is an entry of the access log (`edge_read`) before it is answered.'

/** GET /edge-refusals */
export const edgeRefusalsRoute = (app: HttpApp, find: ReturnType<typeof edgeRefusalsOf>): void => {
  app.get(
    '/edge-refusals',
    { schema: { description, querystring, response }, config: { scope: 'audit:read' } },
    async ({ query: { days }, caller }) => ({
      items: (await find(days, caller)).map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() })),
    }),
  )
}
