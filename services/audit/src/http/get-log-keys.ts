import type { HttpApp } from '@amparo/http'
import { z } from 'zod'

const schema = {
  description:
    "The log's key and its witnesses', and from which leaf on it is kept, a line each, as `npm run audit:verify -- --keys` takes them. Whoever checks the log has them from elsewhere, and compares.",
  response: { 200: { description: 'The keys', content: { 'text/plain': { schema: z.string() } } } },
}

export function getLogKeysRoute(app: HttpApp, keys: () => Promise<string>): void {
  app.get('/keys', { schema, config: { public: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(await keys()),
  )
}
