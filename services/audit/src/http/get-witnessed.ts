import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listWitnessed, RefusedHead } from '../queries/witnessed.ts'
import { base64 } from './base64.ts'

const note = z.string().describe('Signed by the log (C2SP tlog-checkpoint): `npm run audit:verify -- --since` takes it')
const refused = z.object({
  ...{
    origin: z.string(),
    previous: z.int().describe('Size of the head that this hub has signed'),
    refusedAt: z.iso.datetime(),
  },
  ...{ note, proof: z.array(z.string()).describe('Hashes with which it came (RFC 6962, 2.1.2), base64') },
})
const schema = {
  description: 'Logs of others that this hub is a witness of.',
  response: {
    200: z.object({
      witnessed: z
        .array(z.object({ origin: z.string(), size: z.int(), note }))
        .describe('The last head of each, and those that others contradict'),
      refused: z
        .array(refused)
        .describe(
          'Heads of logs that begin otherwise: of each log the first, then the newest; 100 at most with those of `unshown`',
        ),
      unshown: z
        .array(refused)
        .describe(
          'Heads that nobody has shown to go on from those: the proof was wrong, which says nothing of the log by itself',
        ),
    }),
  },
}

export function getWitnessedRoute(app: HttpApp, list: ReturnType<typeof listWitnessed>): void {
  app.get('/witnessed', { schema, config: { scope: 'audit:read' } }, async () => {
    const { witnessed, refused } = await list()
    const { begins = [], unshown = [] } = Object.groupBy(refused, ({ beginning }) => (beginning ? 'begins' : 'unshown'))
    return {
      witnessed: witnessed.map(({ origin, size, note }) => ({ origin, size, note })),
      ...{ refused: begins.map(view), unshown: unshown.map(view) },
    }
  })
}

const view = ({ origin, previous, refusedAt, note, proof }: RefusedHead) => ({
  ...{ origin, previous, refusedAt: refusedAt.toISOString(), note, proof: proof.map(base64) },
})
