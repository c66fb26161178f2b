import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { HttpApp } from '../src/index.ts'
import { listRoutes } from '../src/index.ts'
import { memoryStore, testApp, token, USER } from './fixtures.ts'

const lines: string[] = []
let app: HttpApp
let reader: { authorization: string }
let sender: { authorization: string }

beforeAll(async () => {
  app = await testApp({ store: memoryStore, lines })
  reader = { authorization: `Bearer ${await token('referral:read')}` }
  sender = { authorization: `Bearer ${await token('referral:submit')}` }
})
afterAll(() => app.close())

const withKey = (key: string) => ({ ...sender, 'idempotency-key': key })
const withoutInstance = (body: string) => ({ ...JSON.parse(body), instance: undefined })

describe('a stranger', () => {
  test.each([
    ['GET', `/things/${USER}`],
    ['GET', '/things/not-an-id'],
    ['GET', '/no/such/path'],
    ['DELETE', `/things/${USER}`],
    ['POST', '/things'],
    ['OPTIONS', '/things'],
    ['HEAD', `/things/${USER}`],
    ['GET', '/%zz'],
  ] as const)('gets 401 for %s %s', async (method, url) => {
    const response = await app.inject({ method, url })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe(
      'DPoP error="invalid_token", algs="ES256 EdDSA Ed25519", Bearer error="invalid_token"',
    )
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    if (method !== 'HEAD') expect(response.json().code).toBe('unauthenticated')
  })

  test.each(['', 'Bearer', 'Bearer x', 'Basic abc', 'Bearer a b', 'bearer  x'])(
    'gets 401 with the header "%s"',
    async authorization => {
      const response = await app.inject({ method: 'GET', url: `/things/${USER}`, headers: { authorization } })
      expect(response.statusCode).toBe(401)
    },
  )

  test.each(['/healthz', '/readyz', '/docs/json', '/docs'])('may read %s', async url => {
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(200)
  })
})

describe('somebody signed in', () => {
  test('is shown only the fields that the schema names', async () => {
    const response = await app.inject({ method: 'GET', url: `/things/${USER}`, headers: reader })
    expect(response.json()).toEqual({ id: USER, by: USER })
    expect(response.headers['cache-control']).toBe('no-store')
  })

  test('cannot tell a wrong scope, an unknown path, object or method apart', async () => {
    const answers = await Promise.all([
      app.inject({ method: 'GET', url: `/things/${USER}`, headers: sender }),
      app.inject({ method: 'GET', url: '/things/00000000-0000-4000-8000-000000000000', headers: reader }),
      app.inject({ method: 'GET', url: '/things/not-an-id', headers: reader }),
      app.inject({ method: 'GET', url: '/no/such/path', headers: reader }),
      app.inject({ method: 'DELETE', url: `/things/${USER}`, headers: reader }),
      app.inject({
        method: 'POST',
        url: '/no/such/path',
        headers: { ...reader, 'content-type': 'text/x' },
        payload: '?',
      }),
      app.inject({ method: 'POST', url: '/things', headers: reader, payload: { kind: 'a' } }),
    ])
    const [first, ...others] = answers.map(answer => ({
      status: answer.statusCode,
      body: withoutInstance(answer.body),
      headers: { ...answer.headers, date: undefined, 'x-request-id': undefined },
    }))
    expect(first?.status).toBe(404)
    expect(first?.body.code).toBe('not_found')
    for (const other of others) expect(other).toEqual(first)
  })

  test('learns which field is wrong, and never reads its own value back', async () => {
    const payload = { kind: 'Maria Example', count: 'x', list: [{}], extra: 1 }
    const response = await app.inject({ method: 'POST', url: '/things', headers: withKey('k'), payload })
    expect(response.statusCode).toBe(400)
    expect(response.json().code).toBe('request_invalid')
    expect(response.json().errors).toEqual(
      expect.arrayContaining([
        { pointer: '/kind', code: 'unknown_code' },
        { pointer: '/count', code: 'invalid' },
        { pointer: '/list/0/x~1y', code: 'required' },
        { pointer: '', code: 'unexpected_field' },
      ]),
    )
    expect(response.body).not.toContain('Maria')
  })

  test('is told `unknown_code` when codes are all that is wrong', async () => {
    const response = await app.inject({ method: 'POST', url: '/things', headers: withKey('k'), payload: { kind: 'c' } })
    expect(response.json().code).toBe('unknown_code')
  })

  test.each([
    ['{', 'application/json', 400, 'body_unreadable'],
    ['{"__proto__":{}}', 'application/json', 400, 'body_unreadable'],
    ['a=b', 'application/x-www-form-urlencoded', 415, 'media_type_unsupported'],
    [`"${' '.repeat(1_000)}"`, 'application/json', 413, 'body_too_large'],
  ])('who sends %j as %s gets %d %s', async (payload, type, status, code) => {
    const headers = { ...withKey('k'), 'content-type': type }
    const response = await app.inject({ method: 'POST', url: '/things', headers, payload })
    expect([response.statusCode, response.json().code]).toEqual([status, code])
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  })

  test('gets 400 for an address that cannot be read', async () => {
    const response = await app.inject({ method: 'GET', url: '/%zz', headers: reader })
    expect([response.statusCode, response.json().code]).toEqual([400, 'url_malformed'])
  })

  test('gets a bare 500 for a database error, whose message reaches neither answer nor log', async () => {
    const response = await app.inject({ method: 'GET', url: '/broken', headers: reader })
    expect([response.statusCode, response.json().code]).toEqual([500, 'internal'])
    expect(response.body + lines.join('')).not.toContain('Maria')
    const failed = lines.map(line => JSON.parse(line)).find(line => line.message === 'http.failed')
    expect(failed.error.code).toBe('23505')
    expect(failed.error.frames[0]).toMatch(/^libs\/http\/test|http\/test\/fixtures\.ts:\d+$/)
    expect(failed.requestId).toBe(response.json().instance.replace('urn:uuid:', ''))
  })

  test('gets a bare 500 for an answer that no schema describes', async () => {
    const response = await app.inject({ method: 'GET', url: '/undescribed', headers: reader })
    expect([response.statusCode, response.json().code]).toEqual([500, 'internal'])
  })

  test('leaves no address or query in the log', async () => {
    await app.inject({ method: 'GET', url: `/things/${USER}?name=Maria`, headers: reader })
    expect(lines.join('')).not.toContain('Maria')
    expect(lines.join('')).toContain('"route":"/things/:id"')
  })
})

describe('a refusal', () => {
  const refused = async (language?: string, url = `/things/${USER.replace('7', '0')}`) => {
    const headers = { ...reader, ...(language === undefined ? {} : { 'accept-language': language }) }
    const { json, headers: answered } = await app.inject({ method: 'GET', url, headers })
    const { code, title, next } = json()
    return { code, title, next, language: answered['content-language'], vary: answered.vary }
  }

  test.each([
    [undefined, 'en', 'There is nothing here for you'],
    ['*', 'en', 'There is nothing here for you'],
    ['de, pt-BR;q=0.8, en;q=0.5', 'pt', 'Não há nada aqui para você'],
    ['es-GT', 'es', 'Aquí no hay nada para usted'],
    ['fr;q=0, en', 'en', 'There is nothing here for you'],
    ['María Pérez', 'en', 'There is nothing here for you'],
  ])('is said in the language that is asked for: %s', async (asked, language, title) => {
    expect(await refused(asked)).toMatchObject({ code: 'not_found', title, language, vary: 'accept-language' })
  })

  test('has the next step in that language, too, whatever went wrong', async () => {
    expect(await refused('fr', '/broken')).toMatchObject({
      code: 'internal',
      next: expect.stringContaining('Réessayez'),
    })
    expect((await refused('fr', '/broken')).title).not.toBe((await refused('en', '/broken')).title)
  })
})

describe('a POST', () => {
  test.each([undefined, '', 'ä', '-'.repeat(201), 'a b'])('without a usable key (%s) is refused', async key => {
    const headers = { ...sender, ...(key === undefined ? {} : { 'idempotency-key': key }) }
    const response = await app.inject({ method: 'POST', url: '/things', headers, payload: { kind: 'a' } })
    expect([response.statusCode, response.json().code]).toEqual([400, 'idempotency_key_required'])
  })

  test('repeated with the same key is answered with the stored answer', async () => {
    const request = { method: 'POST', url: '/things', headers: withKey('same'), payload: { kind: 'a' } } as const
    const first = await app.inject(request)
    const second = await app.inject(request)
    expect(first.statusCode).toBe(201)
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect([second.statusCode, second.body]).toEqual([201, first.body])
    expect(second.headers['content-type']).toBe(first.headers['content-type'])
  })

  test('with the key of another request is refused', async () => {
    await app.inject({ method: 'POST', url: '/things', headers: withKey('reused'), payload: { kind: 'a' } })
    const other = await app.inject({
      method: 'POST',
      url: '/things',
      headers: withKey('reused'),
      payload: { kind: 'b' },
    })
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency_key_reused'])
  })
})

describe('a caller who asks too often', () => {
  test('is told to wait, and others are not', async () => {
    const limited = await testApp({ rate: { perMinute: 2, trustedProxies: [] } })
    const other = await token('referral:read', { claims: { sub: '00000000-0000-4000-8000-000000000001' } })
    const get = (headers: { authorization: string }) =>
      limited.inject({ method: 'GET', url: `/things/${USER}`, headers })
    expect([(await get(reader)).statusCode, (await get(reader)).statusCode]).toEqual([200, 200])
    const third = await get(reader)
    expect([third.statusCode, third.json().code]).toEqual([429, 'rate_limited'])
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(5)
    expect((await get({ authorization: `Bearer ${other}` })).statusCode).toBe(200)
    await limited.close()
  })

  const PROXY = '192.0.2.1'
  /** Statuses that strangers get behind that peer, each with what X-Forwarded-For says. */
  const strangers = async (trustedProxies: readonly string[], forwarded: readonly string[]) => {
    const limited = await testApp({ rate: { perMinute: 2, trustedProxies } })
    const statuses: number[] = []
    for (const address of forwarded) {
      const headers = { 'x-forwarded-for': address }
      statuses.push((await limited.inject({ url: '/healthz', remoteAddress: PROXY, headers })).statusCode)
    }
    await limited.close()
    return statuses
  }
  const [one, another] = ['198.51.100.7', '203.0.113.9']
  test('on an open route is told apart from others by the proxy that is named', async () => {
    expect(await strangers([PROXY], [one, one, one, another])).toEqual([200, 200, 429, 200])
    expect(await strangers([PROXY], [one, one, `${another}, ${one}`])).toEqual([200, 200, 429])
  })
  test('is nobody else by what they write themselves', async () => {
    expect(await strangers(['192.0.2.2'], [one, another, '203.0.113.10'])).toEqual([200, 200, 429])
  })
})

describe('a service', () => {
  test('does not start with a route that declares no audience', async () => {
    const broken = await testApp()
    broken.get('/open', async () => 'x')
    await expect(broken.ready()).rejects.toThrow('GET /open: declare either config.scope or config.public')
  })

  test('does not start with a route whose answer nobody described', async () => {
    const broken = await testApp()
    broken.get('/loose', { config: { scope: 'audit:read' } }, async () => 'x')
    await expect(broken.ready()).rejects.toThrow('GET /loose: declare schema.response')
  })

  test('lists every route with its audience', () => {
    const routes = listRoutes(app).filter(route => !route.url.startsWith('/docs'))
    expect(routes.map(({ method, url, access, idempotent }) => ({ method, url, access, idempotent }))).toEqual([
      { method: 'GET', url: '/healthz', access: 'public', idempotent: false },
      { method: 'GET', url: '/readyz', access: 'public', idempotent: false },
      { method: 'GET', url: '/things/:id', access: 'referral:read', idempotent: false },
      { method: 'POST', url: '/things', access: 'referral:submit', idempotent: true },
      { method: 'GET', url: '/broken', access: 'referral:read', idempotent: false },
      { method: 'GET', url: '/undescribed', access: 'referral:read', idempotent: false },
    ])
  })

  test('describes what is open and described by nobody, too, as what is passed on to a provider', async () => {
    const other = await testApp()
    other.get('/passed-on', { config: { public: true } }, async () => 'there')
    const { statusCode, json } = await other.inject({ method: 'GET', url: '/docs/json' })
    expect(statusCode).toBe(200)
    expect(Object.keys(json().paths['/passed-on'].get.responses)).toEqual(['429', '500', '503'])
    await other.close()
  })

  test('describes a path of many parts, and the tag of an answer, as OpenAPI can say it', async () => {
    const other = await testApp()
    const schema = { params: z.object({ '*': z.string().max(9) }), response: { 200: z.string() } }
    other.get('/parts/*', { schema, config: { public: true, tagged: true } }, async () => 'there')
    const { paths } = (await other.inject({ method: 'GET', url: '/docs/json' })).json()
    const { parameters, responses } = paths['/parts/{path}'].get
    expect(parameters).toMatchObject([{ in: 'path', name: 'path', required: true, schema: { maxLength: 9 } }])
    expect(Object.keys(responses['200'].headers)).toEqual(['ETag'])
    await other.close()
  })

  test('describes its routes, scopes and refusals in OpenAPI', async () => {
    const document = (await app.inject({ method: 'GET', url: '/docs/json' })).json()
    const { post } = document.paths['/things']
    expect(post.security).toEqual([{ token: ['referral:submit'] }])
    expect(Object.keys(post.responses)).toEqual([
      ...['201', '400', '401', '403', '404', '408', '409', '413', '415', '429', '500', '503'],
    ])
    expect(Object.keys(post.responses['201'].headers)).toEqual(['Idempotent-Replayed'])
    expect(document.paths['/things/{id}'].get.responses['200'].headers).toBeUndefined()
    const headers = (described: { parameters?: { in: string; name: string; required?: boolean }[] }) =>
      (described.parameters ?? []).filter(one => one.in === 'header').map(({ name, required }) => [name, required])
    expect(headers(post)).toEqual([['idempotency-key', true]])
    expect(headers(document.paths['/things/{id}'].get)).toEqual([])
    expect(Object.keys(post.responses['404'].content)).toEqual(['application/problem+json'])
    expect(document.paths['/docs']).toBeUndefined()
  })
})
