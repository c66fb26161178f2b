import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { runPortal } from './fixtures/running-portal.ts'

const portal = await runPortal()
afterAll(() => portal.stop())
const get = (path: string, init?: RequestInit) => fetch(portal.url + path, { redirect: 'manual', ...init })
const problem = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) })

/** As a client that does not tidy the path up. */
const rawStatus = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(portal.url)
    request({ hostname, port, path }, response => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('the page', () => {
  it('comes with a policy that lets it run its own files and talk to this hub, and nothing else', async () => {
    const { headers, status } = await get('/')
    expect(status).toBe(200)
    const policy = headers.get('content-security-policy')?.split('; ')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("connect-src 'self' https://accounts.example")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|data:|blob:/)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('holds no script or style but those it loads, and knows what these must be', async () => {
    const html = await (await get('/')).text()
    expect(html).not.toMatch(/<style|<script(?![^>]* src=)| on\w+=| style=/)
    const loaded = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)" integrity="([^"]+)"/g)]
    expect(loaded).toHaveLength(2)
    for (const [, path = '', integrity] of loaded) {
      const body = Buffer.from(await (await get(path)).arrayBuffer())
      expect(`sha384-${createHash('sha384').update(body).digest('base64')}`).toBe(integrity)
    }
  })

  it('sends its files packed to who can unpack them, and as they are to others', async () => {
    const name = Object.keys(portal.page.assets).find(file => file.endsWith('.js'))
    const packed = await get(`/assets/${name}`, { headers: { 'accept-encoding': 'br' } })
    const plain = await get(`/assets/${name}`, { headers: { 'accept-encoding': 'identity' } })
    expect(packed.headers.get('content-encoding')).toBe('br')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await packed.text()).toBe(await plain.text())
    expect(plain.headers.get('cache-control')).toContain('immutable')
  })

  it('is told what it has to know, and no secret', async () => {
    const config = (await (await get('/config.json')).json()) as Record<string, unknown>
    expect(config).toEqual({
      hub: 'XA',
      issuer: 'https://accounts.example/oidc',
      clientId: 'amparo-portal',
      audience: 'urn:amparo:hub:XA',
      publicUrl: 'https://amparo.example',
      jurisdictionCertificate: 'a certificate',
      auditKey: expect.stringMatching(/^amparo\.example\/xa\/access-log\+[0-9a-f]{8}\+/),
      languages: ['es', 'en', 'fr', 'pt'],
      program: { path: `/assets/${portal.page.program.name}`, sha256: portal.page.program.sha256 },
    })
  })

  it('offers the program that opens bundles, which is what it says it is', async () => {
    const { program } = (await (await get('/config.json')).json()) as { program: { path: string; sha256: string } }
    const offered = Buffer.from(await (await get(program.path)).arrayBuffer())
    expect(createHash('sha256').update(offered).digest('hex')).toBe(program.sha256)
    expect(offered.toString()).toMatch(/^#!\/usr\/bin\/env node\n/)
  })
})

describe('the way to a service', () => {
  it('leads on with token, key, query and body as they came', async () => {
    const response = await get('/api/referral/referrals?box=inbox&limit=2', {
      method: 'POST',
      headers: { authorization: 'DPoP a-token', 'idempotency-key': 'k', 'content-type': 'application/json' },
      body: '{ "as": "typed" }',
    })
    expect(await response.json()).toEqual({ answer: 'of the service' })
    expect(response.headers.get('etag')).toBe('"7"')
    expect(portal.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/referrals?box=inbox&limit=2',
      body: '{ "as": "typed" }',
      headers: { authorization: 'DPoP a-token', 'idempotency-key': 'k', 'content-type': 'application/json' },
    })
  })

  it('leads to who the colleagues of accounts are and were, and nowhere else there', async () => {
    for (const path of ['/colleagues', '/departed-colleagues']) {
      await get(`/api/accounts${path}`)
      expect(portal.seen.at(-1)?.url).toBe(path)
    }
    const before = portal.seen.length
    for (const path of ['/api/accounts/', '/api/accounts/jwks', '/api/accounts/interaction/x', '/api/accounts'])
      expect((await get(path)).status).toBe(401)
    expect(portal.seen).toHaveLength(before)
  })

  it('says itself who asks, whatever the caller says of that', async () => {
    await get('/api/directory/agencies', { headers: { 'x-forwarded-for': '198.51.100.7' } })
    expect(portal.seen.at(-1)?.headers['x-forwarded-for']).toBe('127.0.0.1')
  })

  it("keeps the issuer's cookies to itself", async () => {
    await get('/api/directory/agencies', { headers: { cookie: 'amparo_xa_session=secret' } })
    expect(portal.seen.at(-1)?.headers).not.toHaveProperty('cookie')
  })

  it("passes a refusal on in the service's words", async () => {
    const response = await get('/api/consent/refused')
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('says what to do when the service is away', async () => {
    expect(await problem(await get('/api/audit/checkpoint'))).toMatchObject({
      status: 503,
      code: 'upstream_unavailable',
    })
  })

  it.each(['/api/accounts/token', '/api/portal/config.json', '/api/', '/api/nats/x', '/api/referral2/x'])(
    'is not open to anything else: %s',
    async path => {
      const before = portal.seen.length
      expect((await get(path)).status).toBe(401)
      expect(portal.seen).toHaveLength(before)
    },
  )

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('knows no %s', async method => {
    const before = portal.seen.length
    expect((await get('/api/referral/referrals', { method })).status).toBe(401)
    expect(portal.seen).toHaveLength(before)
  })

  const content = '/api/redaction/files/0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01/content'
  const piece = { 'content-type': 'application/offset+octet-stream', 'tus-resumable': '1.0.0', 'upload-offset': '7' }

  it('takes the pieces of a file as they come, asks how much there is, and takes it back', async () => {
    const body = Buffer.alloc(5 * 1024 ** 2, 'a-piece')
    const headers = { ...piece, authorization: 'DPoP a-token', cookie: 'amparo_xa_session=secret' }
    expect((await get(content, { method: 'PATCH', headers, body })).status).toBe(200)
    const { headers: came, ...seen } = portal.seen.at(-1) ?? { headers: {} }
    expect(seen).toMatchObject({ method: 'PATCH', url: content.slice('/api/redaction'.length), body: body.toString() })
    expect(came).toMatchObject({ ...piece, authorization: 'DPoP a-token', 'content-length': String(body.byteLength) })
    expect(came).not.toHaveProperty('cookie')
    for (const path of [content, content.replace('/files/', '/request-files/')])
      for (const method of ['HEAD', 'DELETE']) {
        await get(path, { method, headers: { 'tus-resumable': '1.0.0' } })
        expect(portal.seen.at(-1)).toMatchObject({ method, url: path.slice('/api/redaction'.length) })
      }
  })

  it('takes no piece that is too large, of unknown length, or of another kind', async () => {
    const before = portal.seen.length
    const patch = (init: RequestInit) => get(content, { method: 'PATCH', headers: piece, ...init }).then(problem)
    expect(await patch({ body: Buffer.alloc(16 * 1024 ** 2 + 1) })).toMatchObject({ code: 'body_too_large' })
    const endless = { body: new Blob(['a-piece']).stream(), duplex: 'half' } as RequestInit
    expect(await patch(endless)).toMatchObject({ code: 'body_too_large' })
    const form = { headers: { 'content-type': 'text/plain' }, body: 'a-piece' }
    expect(await patch(form)).toMatchObject({ code: 'media_type_unsupported' })
    expect(portal.seen).toHaveLength(before)
  })

  it.each(['HEAD', 'PATCH', 'DELETE'])('knows %s nowhere but for the content of files', async method => {
    const before = portal.seen.length
    const others = ['/api/redaction/files', `${content}/`, `${content}/x`, `${content}?x=1`, '/api/redaction/subjects']
    for (const path of [...others, content.replace('redaction', 'referral')])
      expect((await get(path, { method, headers: piece, ...(method === 'PATCH' && { body: 'x' }) })).status).toBe(401)
    expect(portal.seen).toHaveLength(before)
  })

  it.each(['/api/referral/../../etc', '/api/referral/%2e%2e/x', '/api/referral/..%2fx', '/api/referral/..\\x'])(
    'cannot be left upwards: %s',
    async path => {
      const before = portal.seen.length
      expect(await rawStatus(path)).toBe(400)
      expect(portal.seen).toHaveLength(before)
    },
  )
})

describe('the log', () => {
  it('holds patterns, and nothing of a query, body, token or address', async () => {
    await get('/?code=a-code&state=a-state')
    await get('/api/referral/referrals/0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01?cursor=a-cursor')
    await get('/api/redaction/subjects', {
      method: 'POST',
      body: 'a-sealed-body',
      headers: { authorization: 'DPoP t-o-k' },
    })
    await get('/api/audit/entries?referralId=a-referral')
    const log = portal.log()
    expect(log).toContain('/api/referral/*')
    for (const part of [
      'a-code',
      'a-state',
      '0d9c1c0e',
      'a-cursor',
      'a-sealed-body',
      't-o-k',
      'a-referral',
      '127.0.0.1',
    ])
      expect(log).not.toContain(part)
  })
})
