import { randomUUID } from 'node:crypto'
import type { NodeSession } from '@amparo/client/node'
import { SERVICES, type ServiceName } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { anAdult, consentTo } from '../e2e/support/a-person.ts'
import { useHubs } from '../e2e/support/hubs.ts'
import { sessionOf } from '../e2e/support/token.ts'
import { type Route as DescribedRoute, routesOf } from './support/routes.ts'

type Route = Pick<DescribedRoute, 'service' | 'method' | 'path' | 'scope'>

const { system, people } = await useHubs(['XA'])
const real = await somethingReal()
const hub = system.hub('XA').installed
const routes = (await Promise.all(SERVICES.map(service => routesOf(hub, service)))).flat()
const scoped = routes.filter(route => route.scope !== undefined)

/** Somebody signed in, or a token in somebody's hand without its key. */
type Who = NodeSession | string

/** Methods that take no body. */
const BARE = ['GET', 'HEAD']

async function call({ service, method, path }: Route, who?: Who, id: string = randomUUID(), body = {}) {
  const url = urlOf(hub, service) + path.replaceAll(/\{\w+\}/g, id)
  const response = await fetch(url, {
    method,
    headers: {
      ...(typeof who === 'object' ? await who.authorize({ method, url }) : {}),
      ...(typeof who === 'string' ? { authorization: `Bearer ${who}` } : {}),
      ...(BARE.includes(method) ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(BARE.includes(method) ? {} : { body: JSON.stringify(body) }),
  })
  // What tus says of itself has no body.
  const { instance: _, ...problem } = JSON.parse((await response.text()) || '{}') as Record<string, unknown>
  return { status: response.status, type: response.headers.get('content-type')?.split(';')[0], problem }
}

/** What nobody has: the answer that everything forbidden must look like. */
const absent = async (who: Who, method: string) =>
  call(
    { service: 'referral', method: BARE.includes(method) ? method : 'GET', path: '/no-such-thing/{id}', scope: 'none' },
    who,
  )

it('leaves open to strangers only what must be', () => {
  const openAt = (at: ServiceName) =>
    routes
      .filter(({ scope, service }) => scope === undefined && service === at)
      .map(({ method, path }) => `${method} ${path}`)
      .filter(route => route !== 'GET /healthz' && route !== 'GET /readyz')
      .sort()
  for (const service of ['directory', 'referral', 'consent', 'exchange'] as const) expect(openAt(service)).toEqual([])
  // The published log, and who is a witness of it (ADR 27).
  expect(openAt('audit')).toEqual(['GET /checkpoint', 'GET /keys', 'GET /tile/{path}', 'POST /add-checkpoint'])
  // For who comes with a one-time link, or with a code sheet.
  expect(openAt('redaction')).toEqual([
    ...['GET /link-certificates', 'POST /link-answers', 'POST /link-views', 'POST /sheet-views'],
  ])
  // For who is about to sign in, or out.
  expect(openAt('accounts')).toEqual([
    ...['GET /.well-known/oauth-authorization-server', 'GET /.well-known/openid-configuration'],
    ...['GET /auth', 'GET /auth/{uid}', 'GET /interaction/{uid}', 'GET /jwks'],
    ...['GET /session/end', 'GET /session/end/success'],
    ...['OPTIONS /.well-known/oauth-authorization-server', 'OPTIONS /.well-known/openid-configuration'],
    ...['OPTIONS /jwks', 'OPTIONS /token', 'OPTIONS /token/revocation'],
    ...['POST /interaction/{uid}', 'POST /session/end/confirm', 'POST /token', 'POST /token/revocation'],
  ])
  // The page, and the way to the services, which check the tokens themselves; what changes something goes nowhere else.
  const ways = openAt('portal').filter(route => !/^GET \/(?:config\.json|assets\/[^{]+)?$/.test(route))
  expect(ways.filter(route => !/^(?:GET|POST|HEAD|PATCH|DELETE) \/api\/[a-z]+/.test(route))).toEqual([])
})

it('knows the routes of every service that keeps data', () => {
  const withRoutes = new Set(scoped.map(({ service }) => service))
  for (const service of ['directory', 'referral', 'consent', 'redaction', 'exchange', 'audit'])
    expect(withRoutes).toContain(service)
  expect(scoped.length).toBeGreaterThan(35)
  const known = scoped.map(({ service, method, path }) => `${service} ${method} ${path}`)
  expect(known).toEqual(
    expect.arrayContaining([
      'referral POST /referrals/{id}/steps',
      'referral GET /news',
      'referral POST /offers/{id}/answer',
      'redaction POST /assessments',
      'redaction POST /messages',
      'redaction POST /erasures',
      'redaction POST /erasures/{id}/confirmation',
      'redaction POST /erasures/{id}/call-back',
      'redaction GET /erasures',
      'redaction POST /legal-holds',
      'redaction POST /legal-holds/{id}/release',
      'redaction POST /searches',
      'redaction POST /break-glass',
      'redaction POST /reidentifications/{id}/confirmation',
      'redaction POST /statements',
      'redaction GET /redactions',
      'redaction POST /redactions',
      'redaction POST /redaction-views',
      'redaction POST /sealed-contents',
      'redaction POST /sealed-files',
      'redaction POST /sealed-request-items',
      'redaction POST /redactions/{id}/review',
      'redaction POST /redactions/{id}/confirmation',
      'redaction POST /public-releases',
      'redaction HEAD /files/{fileId}/content',
      'redaction PATCH /files/{fileId}/content',
      'redaction DELETE /files/{fileId}/content',
      'redaction POST /request-files',
      'redaction GET /request-files',
      'redaction HEAD /request-files/{fileId}/content',
      'redaction PATCH /request-files/{fileId}/content',
      'redaction DELETE /request-files/{fileId}/content',
      'redaction POST /request-file-deliveries',
      'redaction POST /request-file-views',
      'directory POST /agencies/own/capacity',
      'audit GET /entries',
      'audit GET /desk',
      'audit GET /erasures',
      'audit GET /erasures/{id}/proof',
      'audit GET /alerts',
      'audit POST /alerts/{id}/questions',
      'audit POST /alerts/{id}/finding',
      'audit POST /alerts/{id}/measure',
      'audit GET /alert-questions',
      'audit POST /alert-questions/{id}/answer',
      'audit POST /registers/{register}',
      'audit POST /register-lines/{id}/steps',
      'audit GET /samples',
      'audit POST /samples',
      'audit POST /samples/{period}/items/{entryId}/review',
    ]),
  )
  // There is one way for every step.
  expect(known.filter(route => /acceptance|decline|completion|cancellation/.test(route))).toEqual([])
})

describe.each(scoped)('$service $method $path', route => {
  it('asks a stranger to sign in', async () => {
    expect(await call(route)).toMatchObject({
      status: 401,
      type: 'application/problem+json',
      // There is no body to a HEAD.
      problem: route.method === 'HEAD' ? {} : { code: 'unauthenticated' },
    })
  })

  it('does not exist for somebody without its scope', async () => {
    const who =
      route.scope === 'referral:read'
        ? await sessionOf(system, 'hotline@xa', 'openid directory:read')
        : await sessionOf(system, 'court@xa', 'openid referral:read')
    expect(await call(route, who)).toEqual(await absent(who, route.method))
  })
})

/** A referral and its consent, of two agencies of the hub. */
async function somethingReal(): Promise<Readonly<Record<string, string>>> {
  const sender = await people.caseworker('XA', 'police')
  const shelter = system.hub('XA').installed.agencies.find(({ type }) => type === 'shelter')
  const { subjectRef } = await sender.registerSubject(anAdult())
  const consent = await sender.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' }))
  const to = { hub: 'XA', agencyId: shelter?.agencyId ?? '' }
  const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'normal', to, services: ['housing'] }
  const referral = await sender.submitReferral(asked)
  return { referral: referral.id, consent: consent.id, exchange: referral.id, redaction: subjectRef }
}

describe.each(scoped.filter(({ service, path }) => real[service] && path.includes('{')))(
  'with the id of something real, $service $method $path',
  route => {
    it('tells another agency no more than of what does not exist', async () => {
      const who = await sessionOf(system, 'health@xa')
      const answer = await call(route, who, real[route.service])
      expect(answer).toEqual(await call(route, who))
      // What a server can do it says of any file to whoever has the scope.
      expect(route.method === 'OPTIONS' ? [204, 404] : [400, 404]).toContain(answer.status)
    })
  },
)

it('takes no step of another agency’s referral, and does not tell that it is there', async () => {
  const steps: Route = { service: 'referral', method: 'POST', path: '/referrals/{id}/steps', scope: 'referral:read' }
  const who = await sessionOf(system, 'health@xa')
  for (const body of [
    { step: 'accept' },
    { step: 'cancel', data: { reason: 'duplicate' } },
    { step: 'no-such-step' },
  ]) {
    const answer = await call(steps, who, real['referral'], body)
    expect(answer).toMatchObject({ status: 404, problem: { code: 'not_found' } })
    expect(answer).toEqual(await call(steps, who, randomUUID(), body))
  }
})

it('answers the same for unknown paths, with or without a token, as for known ones', async () => {
  const unknown: Route = { service: 'redaction', method: 'GET', path: '/subjects/{id}', scope: 'none' }
  expect((await call(unknown)).status).toBe(401)
  expect((await call(unknown, await sessionOf(system, 'ombudsman@xa'))).status).toBe(404)
})

it('refuses a token of another hub’s making, an altered one, one without its key’s proof, and none', async () => {
  const token = await (await sessionOf(system, 'ombudsman@xa')).accessToken()
  const [head, body, signature = ''] = token.split('.')
  const altered = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
  for (const bad of [token, altered, `${head}.${body}.`, 'x'.repeat(20)])
    for (const route of scoped.slice(0, 5)) expect((await call(route, bad)).status).toBe(401)
})
