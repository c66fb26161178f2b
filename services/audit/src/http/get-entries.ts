import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listEntries } from '../queries/entries.ts'
import { entryView, toEntryView } from './entry-view.ts'

const querystring = z.strictObject({
  referralId: z.uuid().optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const response = { 200: z.object({ entries: z.array(entryView), next: z.string().optional() }) }

export function getEntriesRoute(app: HttpApp, list: ReturnType<typeof listEntries>): void {
  app.get(
    '/entries',
    { schema: { description: 'Newest first.', querystring, response }, config: { scope: 'audit:read' } },
    async request => {
      const { referralId, cursor, limit } = request.query
      const { entries, next } = await list({
        referralId,
        before: cursor === undefined ? undefined : Number(cursor),
        limit,
      })
      return { entries: entries.map(toEntryView), ...(next === undefined ? {} : { next: String(next) }) }
    },
  )
}
