import type { HttpApp } from '@amparo/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import { addressAsIssuer } from './address.ts'
import { pageHeaders } from './headers.ts'

const ROUTES = [
  { url: '/auth', method: ['GET'] },
  { url: '/auth/:uid', method: ['GET'] },
  { url: '/token', method: ['POST', 'OPTIONS'] },
  { url: '/token/revocation', method: ['POST', 'OPTIONS'] },
  { url: '/session/end', method: ['GET'] },
  { url: '/session/end/confirm', method: ['POST'] },
  { url: '/session/end/success', method: ['GET'] },
  { url: '/jwks', method: ['GET', 'OPTIONS'] },
  { url: '/.well-known/openid-configuration', method: ['GET', 'OPTIONS'] },
  { url: '/.well-known/oauth-authorization-server', method: ['GET', 'OPTIONS'] },
]

/** The provider's own routes, each named; they are open, since whoever comes here has no token yet. */
export function mountProvider(app: HttpApp, provider: Provider, formTargets: readonly string[]): void {
  const answer = provider.callback()

  const hand = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack()
    const { raw } = reply
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
    addressAsIssuer(request, provider.issuer)
    await answer(request.raw, raw)
  }

  app.register(async scope => {
    // The provider reads the body itself, and within its own limit.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    pageHeaders(scope, formTargets)
    for (const route of ROUTES) scope.route({ ...route, config: { public: true }, handler: hand })
  })
}
