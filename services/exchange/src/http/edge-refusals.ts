import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { EdgeRefusals } from '../queries/edge-refusals.ts'

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
  'What came over the lines of other hubs and was not believed, by day and code, newest first. Whoever sent it is answered nothing: it may not be who it says.'

/** GET /edge-refusals */
export const edgeRefusalsRoute = (app: HttpApp, find: EdgeRefusals): void => {
  app.get(
    '/edge-refusals',
    { schema: { description, querystring, response }, config: { scope: 'audit:read' } },
    async ({ query: { days } }) => ({
      items: (await find(days)).map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() })),
    }),
  )
}
