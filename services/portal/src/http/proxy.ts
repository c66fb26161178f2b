import { type Addressed, clientAddress, clientNetwork, type HttpApp, httpErrors } from '@amparo/http'
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy'
import type { FastifyRequest } from 'fastify'
import { PARTLY, type Proxied } from '../config.ts'
import { errors } from '../domain/errors.ts'
import { perMinute } from '../domain/per-minute.ts'

/** Of one-time links and code sheets: strangers come with these, so each address is limited here, where addresses are known. */
const LINK = /^\/api\/redaction\/(?:link-(?:views|answers)|sheet-views)\/?$/
/** As the service behind will read it, however it is written. */
const isByLink = (url: string): boolean => LINK.test(decodeURIComponent(url.split('?')[0] ?? ''))
const LINK_TRIES_A_MINUTE = 10

/** Where files come piece by piece, by the tus protocol; nowhere else is there a method beside GET and POST. */
const UPLOAD = /^\/api\/redaction\/(?:request-)?files\/[0-9a-f-]{36}\/content$/
const UPLOAD_METHODS = ['HEAD', 'PATCH', 'DELETE'] as const
/** Of one piece; it is passed on as it comes. The page sends a sixteenth of that. */
const MOST_PIECE_BYTES = 16 * 1024 ** 2

/** `/api/<service>/*` is the service's own API, on the page's origin. Nothing of it is read, kept or logged here. */
export function proxyRoutes(
  http: HttpApp,
  upstreams: Readonly<Record<Proxied | keyof typeof PARTLY, string>>,
  trustedProxies: readonly string[],
): void {
  const mayTry = perMinute(LINK_TRIES_A_MINUTE)
  const networkOf = clientNetwork(trustedProxies)
  const way = wayTo(clientAddress(trustedProxies))
  http.register(async scope => {
    // Bodies pass through as they come.
    scope.removeAllContentTypeParsers()
    scope.addHook('onRequest', async request => {
      if (leadsUpwards(request.url) || isWrittenAnew(request.url)) throw httpErrors.url_malformed()
      if (isByLink(request.url) && !mayTry(networkOf(request))) throw httpErrors.rate_limited()
    })
    for (const [service, upstream] of Object.entries(upstreams)) {
      for (const part of Object.entries(PARTLY).find(([name]) => name === service)?.[1] ?? ['']) {
        const there = { upstream, prefix: `/api/${service}${part}`, rewritePrefix: part }
        await scope.register(httpProxy, { ...way, ...there, httpMethods: ['GET', 'POST'] })
      }
    }
    const uploads = { ...way, upstream: upstreams.redaction, prefix: '/api/redaction', rewritePrefix: '' }
    await scope.register(httpProxy, {
      ...{ ...uploads, httpMethods: [...UPLOAD_METHODS] },
      preHandler: async request => checkUpload(request),
    })
  })
}

type Way = Pick<FastifyHttpProxyOptions, 'config' | 'retryMethods' | 'disableRequestLogging' | 'replyOptions'>

const wayTo = (addressOf: (request: Addressed) => string): Way => ({
  config: { public: true },
  // Repeating is for the page, which knows what may be repeated.
  retryMethods: [],
  disableRequestLogging: true,
  replyOptions: {
    // In place of what the caller says of it: a service that is told of this portal counts by it.
    rewriteRequestHeaders: (request, headers) => ({
      ...withoutCookies(headers),
      'x-forwarded-for': addressOf(request),
    }),
    onError: reply => {
      reply.send(errors.upstream_unavailable())
    },
  },
})

/** Before a byte of it is read: a piece says how long it is, and what it is, which no form of another page can. */
function checkUpload({ method, url, headers }: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): void {
  if (!UPLOAD.test(url)) throw httpErrors.unauthenticated()
  if (method !== 'PATCH') return
  if (headers['content-type'] !== 'application/offset+octet-stream') throw httpErrors.media_type_unsupported()
  if (!(Number(headers['content-length']) <= MOST_PIECE_BYTES)) throw httpErrors.body_too_large()
}

/** The proxy refuses such a path too, but as a failure of its own. */
function leadsUpwards(url: string): boolean {
  const [path = ''] = url.split('?')
  try {
    return decodeURIComponent(path).split(/[/\\]/).includes('..')
  } catch {
    return true
  }
}

/**
 * The proxy writes `./link-views`, or `link-views#x`, as `link-views`: what is looked at here would be another address than what is
 * asked there.
 */
function isWrittenAnew(url: string): boolean {
  const [path = ''] = url.split('?')
  return URL.parse(path, 'http://portal.invalid')?.pathname !== path
}

/** The issuer may stand on this host, and cookies do not tell ports apart: its session is nothing to the services. */
const withoutCookies = <H extends object>(headers: H): H => ({ ...headers, cookie: undefined })
