import { type RefusalLanguage, refusalIn } from '@amparo/contracts/words'
import { AppError } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import { Replayed } from '@amparo/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpErrors } from './errors.ts'
import { sendAgain } from './idempotency.ts'
import { languageOf } from './language.ts'
import { internalProblem, type Problem, type ProblemAnswer, problemOf } from './problem.ts'

const messages = defineLog({
  'http.answered': ['requestId', 'method', 'route', 'status', 'code', 'milliseconds'],
  'http.failed': { level: 'error', fields: ['requestId', 'method', 'route'] },
  'http.unavailable': { level: 'warn', fields: ['requestId', 'method', 'route', 'code'] },
})

const codes = new WeakMap<FastifyReply, string>()

/** The one place where a refusal becomes a status; whatever is no refusal is logged and answered as a bare 500. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, log))
  app.setNotFoundHandler((request, reply) => sendError(httpErrors.not_found(), request, reply, log))
  app.addHook('onResponse', async (request, reply) => {
    const milliseconds = Math.round(reply.elapsedTime)
    messages['http.answered'](log, {
      ...about(request),
      status: reply.statusCode,
      code: codes.get(reply),
      milliseconds,
    })
  })
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  if (error instanceof Replayed) return sendAgain(reply, error.answer)
  const refusal = refusalOf(error)
  if (!refusal) messages['http.failed'](log, about(request), error)
  else if (refusal.kind === 'unavailable') {
    messages['http.unavailable'](log, { ...about(request), code: refusal.code }, refusal.cause ?? refusal)
  }
  return send(request, reply, refusal ? problemOf(refusal, request.id) : internalProblem(request.id))
}

function send(request: FastifyRequest, reply: FastifyReply, { status, headers, body }: ProblemAnswer): FastifyReply {
  codes.set(reply, body.code)
  // The limiter knows better how long to wait than a table.
  const said = reply.hasHeader('retry-after') ? { 'retry-after': reply.getHeader('retry-after') } : {}
  const { language, ...words } = inWords(body, languageOf(request.headers['accept-language']))
  return reply
    .status(status)
    .headers({ ...headers, ...said, 'content-language': language, vary: 'accept-language' })
    .type('application/problem+json')
    .send(JSON.stringify({ ...body, ...words }))
}

/** What has no words in that language stays in English. */
function inWords({ code, title, next }: Problem, language: RefusalLanguage) {
  const words = language === 'en' ? undefined : refusalIn(language, code)
  return words === undefined ? { language: 'en', title, next } : { language, ...words }
}

/** Patterns, not URLs: ids and queries stay out of the log. */
const about = (request: FastifyRequest) => ({
  requestId: request.id,
  method: request.method,
  route: request.routeOptions.url,
})

/** Fastify's own refusals of a body or an address, by their codes. */
function refusalOf(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === 'FST_ERR_BAD_URL') return httpErrors.url_malformed()
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return httpErrors.body_too_large()
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return httpErrors.media_type_unsupported()
  if (code.startsWith('FST_ERR_CTP_')) return httpErrors.body_unreadable()
  return undefined
}
