import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { callerIn } from './authentication.ts'
import { httpErrors } from './errors.ts'

/** Counted in this process: it protects the process. What one person may open is another matter, and not decided here. */
export async function limitRate(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    // After authentication, so that callers behind one address do not use up one another's share.
    hook: 'preParsing',
    max: perMinute,
    timeWindow: 60_000,
    cache: 10_000,
    keyGenerator: request => callerIn(request)?.user ?? request.ip,
    errorResponseBuilder: () => httpErrors.rate_limited(),
  })
}
