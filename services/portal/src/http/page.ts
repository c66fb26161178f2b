import type { HttpApp } from '@amparo/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asset, Page } from '../page/page.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

const config = { public: true } as const
const A_YEAR = 'public, max-age=31536000, immutable'

/** One document, and its assets under names that hold their hash. Where somebody is in the page, the address does not say. */
export function pageRoutes(http: HttpApp, page: Page, { issuer }: { issuer: string }): void {
  const policy = contentSecurityPolicy(issuer)
  http.get('/', { config }, async (request, reply) => {
    // The code of a sign-in comes in the query: it must not go on in a Referer.
    reply.headers({
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()',
    })
    return send(request, reply, page.document)
  })
  for (const [name, asset] of Object.entries(page.assets)) {
    http.get(`/assets/${name}`, { config }, async (request, reply) => {
      reply.header('cache-control', A_YEAR)
      return send(request, reply, asset)
    })
  }
}

function send(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  reply.type(asset.type).header('vary', 'accept-encoding')
  const accepted = request.headers['accept-encoding'] ?? ''
  if (!/\bbr\b/.test(accepted)) return reply.send(asset.body)
  return reply.header('content-encoding', 'br').send(asset.brotli)
}
