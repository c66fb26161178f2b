import type { HttpApp } from '@amparo/http'
import { z } from 'zod'

const schema = {
  description: 'Signed head of the log (C2SP tlog-checkpoint)',
  response: { 200: { description: 'The head', content: { 'text/plain': { schema: z.string() } } } },
}

/** Public, so that witnesses and agencies can keep it: a head that they hold cannot be taken back. */
export function getCheckpointRoute(app: HttpApp, getCheckpoint: () => Promise<string>): void {
  app.get('/checkpoint', { schema, config: { public: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(await getCheckpoint()),
  )
}
