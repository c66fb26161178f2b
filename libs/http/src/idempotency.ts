import { createHash } from 'node:crypto'
import { type Replay, type Store, type StoredAnswer, storeErrors } from '@amparo/store'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { httpErrors } from './errors.ts'
import { encodeAnswer } from './serialization.ts'

/** The part of a store that knows earlier answers. */
export type AnswerStore = Pick<Store, 'recall'>

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * How this request's answer is stored beside what it changes: hand it to the store's `run`. A retry with the same
     * key then gets the same answer. `toView` makes of the result of the work what the route's schema describes.
     */
    replay<T>(status: number, toView: (result: T) => unknown): Replay
  }
}

/** What a caller may send as one. */
export const KEY = /^[\x21-\x7e]{1,200}$/
const bodies = new WeakMap<FastifyRequest, Buffer>()

/** Called by the body parser: the fingerprint is over the bytes as they came. */
export const rememberBody = (request: FastifyRequest, body: Buffer): void => {
  bodies.set(request, body)
}

/** Every POST needs a key, unless its route says `idempotent: false`. An answer once stored is sent again. */
export function replayAnswers(app: FastifyInstance, store: AnswerStore | undefined): void {
  app.decorateRequest('replay', function <T>(this: FastifyRequest, status: number, toView: (result: T) => unknown) {
    return {
      ...requestOf(this),
      fingerprint: fingerprintOf(this),
      respond: (result: unknown) => ({ status, body: encodeAnswer(this, status, toView(result as T)) }),
    }
  })
  app.addHook('onRequest', async request => {
    if (needsKey(routeIn(request))) keyOf(request)
  })
  app.addHook('preHandler', async (request, reply) => {
    if (!needsKey(routeIn(request)) || !store) return undefined
    const { user, route, key } = requestOf(request)
    const answer = await store.recall(user, route, key)
    if (!answer) return undefined
    if (answer.fingerprint !== fingerprintOf(request)) throw storeErrors.idempotency_key_reused()
    return sendAgain(reply, answer)
  })
}

/** Sends a stored answer as it was sent first; it went through its schema before it was stored. */
export function sendAgain(reply: FastifyReply, { status, body }: StoredAnswer): FastifyReply {
  reply.status(status).header('idempotent-replayed', 'true')
  return body === null ? reply.send() : reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

/** Whether a route takes nothing without an Idempotency-Key. */
export const needsKey = ({ method, config = {} }: Pick<RouteOptions, 'method' | 'config'>): boolean =>
  method === 'POST' && config.public !== true && config.idempotent !== false

const routeIn = ({ method, routeOptions: { config } }: FastifyRequest) => ({ method, config })

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !KEY.test(key)) throw httpErrors.idempotency_key_required()
  return key
}

/**
 * A caller writes into the key what it likes, a name perhaps, and tables outside the vault hold no names: only its hash goes on,
 * which is another for each user, the agency they act for, and route.
 */
function requestOf(request: FastifyRequest): Pick<Replay, 'user' | 'route' | 'key'> {
  const { user, agency } = request.caller
  const route = routeOf(request)
  const key = createHash('sha256')
    .update([user, agency, route, keyOf(request)].join('\0'))
    .digest('hex')
  return { user, route, key }
}

const routeOf = (request: FastifyRequest) => `${request.method} ${request.routeOptions.url ?? ''}`

const fingerprintOf = (request: FastifyRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([routeOf(request), request.params]))
    .update('\0')
    .update(bodies.get(request) ?? '')
    .digest('hex')
