import { rolesWith } from '@amparo/contracts'
import { runActing } from '@amparo/observability'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from './caller.ts'
import type { CheckProof } from './dpop.ts'
import { httpErrors } from './errors.ts'
import type { TokenVerifier } from './token-verifier.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. On a public route there is nobody: reading it throws. */
    readonly caller: Caller
  }
}

const callers = new WeakMap<FastifyRequest, Caller>()
/** Undefined on a public route. */
export const callerIn = (request: FastifyRequest): Caller | undefined => callers.get(request)

const AUTHORIZATION = /^(?:Bearer|DPoP) ([\w.~+/=-]+)$/i

/**
 * Before anything of the request is read: without a valid token every path, known or not, answers 401; with one, a
 * wrong scope, an unknown path and an unknown method are the same 404.
 */
export function authenticate(app: FastifyInstance, verifier: TokenVerifier, checkProof: CheckProof): void {
  app.decorateRequest('caller', {
    getter() {
      const caller = callerIn(this)
      if (!caller) throw httpErrors.unauthenticated()
      return caller
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    const { scope, public: open } = request.routeOptions.config
    if (open && !request.is404) return
    const caller = await verifier.verify(tokenOf(request.headers.authorization))
    if (caller.jkt !== undefined || saysDpop(request.headers.authorization)) {
      const [path = ''] = request.url.split('?', 1)
      const onWait = (seconds: number) => void reply.header('retry-after', seconds)
      await checkProof({ proof: request.headers['dpop'], method: request.method, path, onWait }, caller)
    }
    callers.set(request, caller)
    if (request.is404 || scope === undefined || !caller.scopes.has(scope)) throw httpErrors.not_found()
  })
  // Last before the route's own work, and a callback: what runs after `done` is inside.
  app.addHook('preHandler', (request, _, done) => {
    const { scope } = request.routeOptions.config
    const caller = callerIn(request)
    const roles = scope === undefined ? [] : rolesWith(scope, caller?.roles ?? [])
    runActing({ correlationId: request.id, scope: scope ?? '', roles }, done, caller)
  })
}

/** Throws `unauthenticated` unless the header holds a token. */
export function tokenOf(authorization: string | undefined): string {
  const token = AUTHORIZATION.exec(authorization ?? '')?.[1]
  if (token === undefined) throw httpErrors.unauthenticated()
  return token
}

/**
 * A token that is bound to a key comes with a proof, whatever it is called (RFC 9449, 7.2): each service sees the tokens of all
 * who ask it, and one that was taken over, or the portal, could else ask the others in their name.
 */
const saysDpop = (authorization: string | undefined) => /^DPoP /i.test(authorization ?? '')
