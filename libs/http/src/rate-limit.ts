import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { callerIn } from './authentication.ts'
import { clientNetwork } from './client-address.ts'
import { httpErrors } from './errors.ts'

export interface RateLimit {
  readonly perMinute: number
  /** As `clientAddress`. */
  readonly trustedProxies: readonly string[]
}

/** Counted in this process: it protects the process. What one person may open is another matter, and not decided here. */
export async function limitRate(app: FastifyInstance, { perMinute, trustedProxies }: RateLimit): Promise<void> {
  const networkOf = clientNetwork(trustedProxies)
  await app.register(rateLimit, {
    // After authentication, so that callers behind one address do not use up one another's share.
    hook: 'preParsing',
    max: perMinute,
    timeWindow: 60_000,
    cache: 10_000,
    // On an open route nobody is known: behind a proxy that is not named all strangers are one, and no header makes them several.
    keyGenerator: request => callerIn(request)?.user ?? networkOf(request),
    errorResponseBuilder: () => httpErrors.rate_limited(),
  })
}
