import { createHash } from 'node:crypto'
import { AppError } from '@amparo/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpErrors } from './errors.ts'
import { encodeAnswer } from './serialization.ts'

/** Given to a unit of work, which stores the answer in the transaction that makes it true. */
export interface Replay {
  readonly user: string
  readonly route: string
  readonly key: string
  /** Hex SHA-256 over method, route, params and raw body. */
  readonly fingerprint: string
  respond(result: unknown): { status: number; body: unknown }
}

/** The part of a store that knows earlier answers. */
export interface AnswerStore {
  recall(
    user: string,
    route: string,
    key: string,
  ): Promise<{ readonly fingerprint: string; readonly status: number; readonly body: unknown } | undefined>
}

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * How this request's answer is stored beside what it changes: hand it to the store's `run`. A retry with the same
     * key then gets the same answer. `toView` makes of the result of the work what the route's schema describes.
     */
    replay<T>(status: number, toView: (result: T) => unknown): Replay
  }
}

const KEY = /^[\x21-\x7e]{1,200}$/
const bodies = new WeakMap<FastifyRequest, Buffer>()

/** Called by the body parser: the fingerprint is over the bytes as they came. */
export const rememberBody = (request: FastifyRequest, body: Buffer): void => {
  bodies.set(request, body)
}

/** Every POST needs a key, unless its route says `idempotent: false`. An answer once stored is sent again. */
export function replayAnswers(app: FastifyInstance, store: AnswerStore | undefined): void {
  app.decorateRequest('replay', function <T>(this: FastifyRequest, status: number, toView: (result: T) => unknown) {
    return {
      user: this.caller.user,
      route: routeOf(this),
      key: keyOf(this),
      fingerprint: fingerprintOf(this),
      respond: (result: unknown) => ({ status, body: encodeAnswer(this, status, toView(result as T)) }),
    }
  })
  app.addHook('onRequest', async request => {
    if (needsKey(request)) keyOf(request)
  })
  app.addHook('preHandler', async (request, reply) => {
    if (!needsKey(request) || !store) return undefined
    const answer = await store.recall(request.caller.user, routeOf(request), keyOf(request))
    if (!answer) return undefined
    if (answer.fingerprint !== fingerprintOf(request)) throw idempotencyKeyReused()
    return sendAgain(reply, answer)
  })
}

const sendAgain = (reply: FastifyReply, { status, body }: { status: number; body: unknown }) =>
  reply
    .status(status)
    .type('application/json; charset=utf-8')
    .header('idempotent-replayed', 'true')
    .send(JSON.stringify(body))

const needsKey = ({ method, routeOptions: { config } }: FastifyRequest) =>
  method === 'POST' && config.public !== true && config.idempotent !== false

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !KEY.test(key)) throw httpErrors.idempotency_key_required()
  return key
}

const routeOf = (request: FastifyRequest) => `${request.method} ${request.routeOptions.url ?? ''}`

const fingerprintOf = (request: FastifyRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([routeOf(request), request.params]))
    .update('\0')
    .update(bodies.get(request) ?? '')
    .digest('hex')

const idempotencyKeyReused = () =>
  new AppError('idempotency_key_reused', [
    'conflict',
    'This Idempotency-Key came with another request',
    'Use a new key for a new request.',
  ])
