import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createLog } from '@amparo/observability'
import { SignJWT } from 'jose'
import { z } from 'zod'
import {
  type AnswerStore,
  buildHttp,
  createTokenVerifier,
  type HttpApp,
  type HttpOptions,
  httpErrors,
  type Jwks,
} from '../src/index.ts'

export const ISSUER = 'https://accounts.xa.example'
export const AUDIENCE = 'urn:amparo:hub:XA'
export const USER = '7b0e9a52-51c4-4f2c-9f53-6a3c8c4f9a11'

const pair = generateKeyPairSync('ed25519')
export const privateKey = pair.privateKey
export const jwks: Jwks = { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'k1', use: 'sig' }] }

export interface TokenChange {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  readonly key?: Parameters<SignJWT['sign']>[0]
}

/** A good access token, but for what the test changes. */
export function token(scope = 'referral:read', { claims = {}, header = {}, key = privateKey }: TokenChange = {}) {
  const now = Math.floor(Date.now() / 1000)
  const good = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: USER,
    iat: now,
    exp: now + 300,
    jti: randomUUID(),
    client_id: 'portal',
    scope,
    agency: 'xa-police',
    hub: 'XA',
    acr: 'urn:amparo:acr:mfa',
    auth_time: now - 60,
  }
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1', ...header })
    .sign(key)
}

export const verifier = createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, hub: 'XA', jwks })

interface TestAppOptions {
  readonly store?: AnswerStore
  readonly lines?: string[]
  readonly rate?: HttpOptions['rate']
}

export async function testApp({ store, lines = [], rate }: TestAppOptions = {}): Promise<HttpApp> {
  const log = createLog({ service: 'test', hub: 'XA', stream: { write: line => lines.push(line) } })
  const app = await buildHttp({
    service: 'test',
    log,
    verifier,
    bodyLimit: 1_000,
    ...(store ? { store } : {}),
    ...(rate ? { rate } : {}),
  })
  const thing = z.object({ id: z.string(), by: z.string() })
  app.get(
    '/things/:id',
    {
      schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: thing } },
      config: { scope: 'referral:read' },
    },
    async request => {
      if (request.params.id !== USER) throw httpErrors.not_found()
      return { id: request.params.id, by: request.caller.user, secret: 'never shown' }
    },
  )
  const body = z.strictObject({
    kind: z.enum(['a', 'b']),
    count: z.int().optional(),
    list: z.array(z.strictObject({ 'x/y': z.string() })).optional(),
  })
  app.post(
    '/things',
    { schema: { body, response: { 201: thing } }, config: { scope: 'referral:submit' } },
    async (request, reply) => {
      const replay = request.replay(201, (id: string) => ({ id, by: request.caller.user, secret: 'never stored' }))
      const id = randomUUID()
      await Promise.resolve(
        answers.set(`${replay.user} ${replay.route} ${replay.key}`, { ...replay, ...replay.respond(id) }),
      )
      return reply.status(201).send({ id, by: request.caller.user })
    },
  )
  app.get('/broken', { schema: { response: { 200: thing } }, config: { scope: 'referral:read' } }, async () => {
    throw Object.assign(new Error('Key (name)=(Maria Example) already exists'), { code: '23505' })
  })
  app.get(
    '/undescribed',
    { schema: { response: { 200: thing } }, config: { scope: 'referral:read' } },
    async (_request, reply) => reply.status(202 as 200).send({ id: 'x', by: 'y' }),
  )
  return app
}

const answers = new Map<string, { fingerprint: string; status: number; body: unknown }>()
export const memoryStore: AnswerStore = {
  recall: async (user, route, key) => answers.get(`${user} ${route} ${key}`),
}
