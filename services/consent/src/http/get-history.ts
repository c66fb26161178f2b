import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { HAPPENINGS } from '../domain/history.ts'
import type { getHistory } from '../queries/get-history.ts'

const item = z.object({
  version: z.int(),
  what: z.enum(HAPPENINGS),
  by: z.string().describe('User; empty where the hub itself did it'),
  at: z.iso.datetime(),
})

const schema = {
  description:
    'What became of it, oldest first, as the database kept it: nobody can change it. For the agency that recorded it.',
  params: z.strictObject({ id: z.uuid() }),
  response: { 200: z.object({ items: z.array(item) }) },
}

export function getHistoryRoute(app: HttpApp, get: ReturnType<typeof getHistory>): void {
  app.get('/consents/:id/history', { schema, config: { scope: 'consent:record' } }, async ({ params, caller }) => {
    const versions = await get(params.id, caller.agency)
    return { items: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })) }
  })
}
