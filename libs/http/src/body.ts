import type { FastifyInstance } from 'fastify'
import { httpErrors } from './errors.ts'
import { rememberBody } from './idempotency.ts'

/** What FHIR says is JSON, too (R5, 3.2.0.1.10). */
const JSON_TYPES = ['application/json', 'application/fhir+json']

/** JSON only. Keys that would reach a prototype are refused. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.from(body)
    rememberBody(request, bytes)
    // An action without details may come with an empty body.
    if (bytes.length === 0) return done(null, undefined)
    return parse(request, bytes.toString('utf8'), (error, value) =>
      error ? done(httpErrors.body_unreadable()) : done(null, value),
    )
  })
}
