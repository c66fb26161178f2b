import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { witnessHead } from '../commands/witness-head.ts'

const schema = {
  description:
    'C2SP tlog-witness: signs the head of a log that this hub was told to watch, if it goes on from the last one. Only the log’s own signature lets it in.',
  response: {
    200: { description: 'Lines of signature', content: { 'text/plain': { schema: z.string() } } },
    409: { description: 'The size of the last head', content: { 'text/x.tlog.size': { schema: z.string() } } },
  },
}
const MOST_BYTES = 16_384

/** Hub to hub over HTTP, as one of the named exceptions: a witness has to be such to logs that are none of ours, too. */
export function addCheckpointRoute(app: HttpApp, witness: ReturnType<typeof witnessHead>): void {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/add-checkpoint', { schema, config: { public: true } }, async (request, reply) => {
      const answer = await witness(typeof request.body === 'string' ? request.body : '')
      if (answer.kind === 'signed') return reply.type('text/plain; charset=utf-8').send(answer.lines)
      return reply.code(409).type('text/x.tlog.size').send(`${answer.size}\n`)
    })
  })
}
