import { AppError } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { messages } from '../log.ts'
import { chooseLanguage } from '../pages/language.ts'
import { messagePage } from '../pages/message.ts'

export const HTML = 'text/html; charset=utf-8'

/** Errors of the sign-in page, as a page: whoever sees it is a person with a browser. */
export const problemPage =
  ({ hub, log, home }: { hub: string; log: Log; home: string | undefined }) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const language = chooseLanguage(undefined, request.headers['accept-language'])
    const { message, status } = kindOf(error)
    if (message === 'failed') messages['provider.failed'](log, { route: request.routeOptions.url }, error)
    return reply
      .status(status)
      .type(HTML)
      .send(messagePage({ hub, language, message, back: home }))
  }

function kindOf(error: unknown): { message: 'expired' | 'failed' | 'unusable'; status: number } {
  if (error instanceof AppError) {
    if (error.kind === 'not_found') return { message: 'expired', status: 404 }
    return { message: 'failed', status: error.kind === 'unavailable' ? 503 : 500 }
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  // Fastify's own refusals of a body.
  return code.startsWith('FST_ERR_CTP_') ? { message: 'unusable', status: 400 } : { message: 'failed', status: 500 }
}
