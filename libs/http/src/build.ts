import { randomUUID } from 'node:crypto'
import type { Log } from '@amparo/observability'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { authenticate, tokenOf } from './authentication.ts'
import { readJson } from './body.ts'
import { brokenRequests } from './broken-requests.ts'
import { describeRoutes } from './docs.ts'
import { proofChecker } from './dpop.ts'
import { answerErrors, sendError } from './error-handler.ts'
import { reportHealth } from './health.ts'
import type { HttpApp } from './http-app.ts'
import { type AnswerStore, replayAnswers } from './idempotency.ts'
import { leaveNobodyOpen } from './leave-nobody-open.ts'
import { limitRate, type RateLimit } from './rate-limit.ts'
import { requireDeclarations } from './routes.ts'
import { refuseUndescribedAnswers } from './serialization.ts'
import type { TokenVerifier } from './token-verifier.ts'
import { validatorCompiler } from './validation.ts'

export interface HttpOptions {
  readonly service: string
  readonly log: Log
  readonly verifier: TokenVerifier
  /** Where answers to POSTs are kept; without it none is replayed. */
  readonly store?: AnswerStore
  /** Throws while something the service depends on is away. */
  readonly ready?: () => Promise<void>
  /** Bytes; 1 MiB if not given. */
  readonly bodyLimit?: number
  /** Of one caller, to this process; none if not given. */
  readonly rate?: RateLimit
}

const BODY_LIMIT = 1_048_576
/** Of the two Node takes the longer for the whole request, whichever is which. */
const HEAD_TIMEOUT_MS = 30_000
const REQUEST_TIMEOUT_MS = 60_000
/** So many can begin or end within the time for which proofs are remembered: who keeps to the rate is never refused for their number. */
const MINUTES_OF_PROOFS = 4
/** Within which a request under way when the service stops is still answered. */
const STOP_PATIENCE_MS = 10_000

/**
 * A server that refuses before it reads: tokens, scopes and idempotency keys are checked, bodies validated and answers
 * reduced to their schemas here, so that a route only translates. It does not listen yet.
 */
export async function buildHttp(options: HttpOptions): Promise<HttpApp> {
  const { service, log, verifier, store, ready = async () => {}, bodyLimit = BODY_LIMIT, rate } = options
  const broken = brokenRequests(log)
  const app: HttpApp = Fastify({
    logger: false,
    // Never taken from a header: a caller does not choose what is written to the log.
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit,
    http: { headersTimeout: HEAD_TIMEOUT_MS },
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: broken.answer,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      // No hook runs for an address that cannot be read, and a stranger learns no more from it than from any other.
      verified(request.headers.authorization, verifier).then(
        () => sendError(error, request, reply, log),
        (refusal: unknown) => sendError(refusal, request, reply, log),
      )
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  requireDeclarations(app)
  answerErrors(app, log)
  broken.watch(app)
  readJson(app)
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-request-id': request.id })
  })
  authenticate(app, verifier, proofChecker(service, rate && { mostOfUser: rate.perMinute * MINUTES_OF_PROOFS }))
  if (rate !== undefined) await limitRate(app, rate)
  replayAnswers(app, store)
  refuseUndescribedAnswers(app)
  await describeRoutes(app, service)
  reportHealth(app, ready)
  leaveNobodyOpen(app, STOP_PATIENCE_MS)
  return app
}

const verified = async (authorization: string | undefined, verifier: TokenVerifier) =>
  verifier.verify(tokenOf(authorization))
