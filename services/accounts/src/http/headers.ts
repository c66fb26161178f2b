import type { FastifyInstance } from 'fastify'
import { STYLE_HASH } from '../pages/style.ts'

/** `formTargets`: origins to which a form of ours may lead in the end. */
export function pageHeaders(scope: FastifyInstance, formTargets: readonly string[]): void {
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    // The provider adds the hash of its own form-sending line where it needs it; pages of ours have no script.
    "script-src 'none'",
    `form-action 'self' ${formTargets.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy)
  })
}
