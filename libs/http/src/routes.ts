import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import { needsKey } from './idempotency.ts'
import type { Scope } from './scopes.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a token must permit. A route has either this or `public`. */
    scope?: Scope
    /** Open to all, without a token. */
    public?: true
    /** `false` for a POST that may be repeated, or must never be answered from the store (opening a view). */
    idempotent?: false
    /** Its answers bear an ETag. */
    tagged?: true
  }
}

export interface DeclaredRoute {
  readonly method: string
  /** Pattern, as declared: `/referrals/:id`. */
  readonly url: string
  /** A scope, or `public`. */
  readonly access: Scope | 'public'
  /** Whether it needs an Idempotency-Key. */
  readonly idempotent: boolean
  readonly schema: FastifySchema | undefined
}

const declared = new WeakMap<object, RouteOptions[]>()

/** Every route of a service, for a test that tries each of them as a stranger. */
export function listRoutes(app: Pick<FastifyInstance, 'server'>): DeclaredRoute[] {
  return (declared.get(app.server) ?? []).flatMap(route =>
    [route.method].flat().map(method => ({
      method,
      url: route.url,
      access: route.config?.scope ?? 'public',
      idempotent: needsKey({ method, ...(route.config && { config: route.config }) }),
      schema: route.schema,
    })),
  )
}

/** Keeps the list, and stops the start of a service that has a route without a declared audience or answer. */
export function requireDeclarations(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  declared.set(app.server, routes)
  app.addHook('onRoute', route => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    for (const route of routes) checkDeclaration(route)
  })
}

function checkDeclaration({ method, url, config, schema }: RouteOptions): void {
  const name = `${[method].flat().join(',')} ${url}`
  if ((config?.scope === undefined) === (config?.public === undefined)) {
    throw new Error(`${name}: declare either config.scope or config.public`)
  }
  if (config?.scope !== undefined && schema?.response === undefined) {
    throw new Error(`${name}: declare schema.response; views are named field by field`)
  }
}
