import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listWitnessed } from '../queries/witnessed.ts'

const note = z.string().describe('Signed by the log (C2SP tlog-checkpoint): `npm run audit:verify -- --since` takes it')
const schema = {
  description: 'Logs of others that this hub is a witness of.',
  response: {
    200: z.object({
      witnessed: z.array(z.object({ origin: z.string(), size: z.int(), note })).describe('The last head of each'),
      refused: z
        .array(z.object({ origin: z.string(), previous: z.int(), refusedAt: z.iso.datetime(), note }))
        .describe('Heads that do not go on from those: newest first, 100 at most'),
    }),
  },
}

export function getWitnessedRoute(app: HttpApp, list: ReturnType<typeof listWitnessed>): void {
  app.get('/witnessed', { schema, config: { scope: 'audit:read' } }, async () => {
    const { witnessed, refused } = await list()
    return {
      witnessed: witnessed.map(({ origin, size, note }) => ({ origin, size, note })),
      refused: refused.map(({ origin, previous, refusedAt, note }) => ({
        ...{ origin, previous, refusedAt: refusedAt.toISOString(), note },
      })),
    }
  })
}
