import { type HttpApp, httpErrors } from '@amparo/http'
import httpProxy from '@fastify/http-proxy'
import { PARTLY, type Proxied } from '../config.ts'
import { errors } from '../domain/errors.ts'
import { perMinute } from '../domain/per-minute.ts'

/** Of one-time links and code sheets: strangers come with these, so each address is limited here, where addresses are known. */
const LINK = /^\/api\/redaction\/(?:link-(?:views|answers)|sheet-views)\/?$/
/** As the service behind will read it, however it is written. */
const isByLink = (url: string): boolean => LINK.test(decodeURIComponent(url.split('?')[0] ?? ''))
const LINK_TRIES_A_MINUTE = 10

/** `/api/<service>/*` is the service's own API, on the page's origin. Nothing of it is read, kept or logged here. */
export function proxyRoutes(http: HttpApp, upstreams: Readonly<Record<Proxied | keyof typeof PARTLY, string>>): void {
  const mayTry = perMinute(LINK_TRIES_A_MINUTE)
  http.register(async scope => {
    // Bodies pass through as they come.
    scope.removeAllContentTypeParsers()
    scope.addHook('onRequest', async request => {
      if (leadsUpwards(request.url)) throw httpErrors.url_malformed()
      if (isByLink(request.url) && !mayTry(request.ip)) throw httpErrors.rate_limited()
    })
    for (const [service, upstream] of Object.entries(upstreams)) {
      const part: string = Object.entries(PARTLY).find(([name]) => name === service)?.[1] ?? ''
      await scope.register(httpProxy, {
        upstream,
        prefix: `/api/${service}${part}`,
        rewritePrefix: part,
        httpMethods: ['GET', 'POST'],
        config: { public: true },
        // Repeating is for the page, which knows what may be repeated.
        retryMethods: [],
        disableRequestLogging: true,
        replyOptions: {
          rewriteRequestHeaders: (_request, headers) => withoutCookies(headers),
          onError: reply => {
            reply.send(errors.upstream_unavailable())
          },
        },
      })
    }
  })
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

/** The issuer may stand on this host, and cookies do not tell ports apart: its session is nothing to the services. */
const withoutCookies = <H extends object>(headers: H): H => ({ ...headers, cookie: undefined })
