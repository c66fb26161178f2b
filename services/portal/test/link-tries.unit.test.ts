import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildHttp, createTokenVerifier } from '@amparo/http'
import { createLog } from '@amparo/observability'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { PROXIED, type Proxied } from '../src/config.ts'
import { proxyRoutes } from '../src/http/proxy.ts'

const PROXY = '192.0.2.1'
const service = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1')
await once(service, 'listening')
afterAll(() => service.close())
const upstream = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
const upstreams = {
  ...(Object.fromEntries(PROXIED.map(name => [name, upstream])) as Record<Proxied, string>),
  accounts: upstream,
}

async function portal(trustedProxies: readonly string[]) {
  const log = createLog({ service: 'portal', hub: 'XA', level: 'silent' })
  const verifier = createTokenVerifier({ issuer: 'https://accounts.example', audience: 'urn:amparo:hub:XA', hub: 'XA' })
  const http = await buildHttp({ service: 'portal', log, verifier })
  proxyRoutes(http, upstreams, trustedProxies)
  onTestFinished(() => http.close())
  return async (forwarded?: string, { from = PROXY, path = 'link-views' } = {}) => {
    const { statusCode } = await http.inject({
      ...{ method: 'POST', url: `/api/redaction/${path}`, remoteAddress: from, payload: { sealed: randomUUID() } },
      ...(forwarded && { headers: { 'x-forwarded-for': forwarded } }),
    })
    return statusCode
  }
}

test('behind a proxy that is trusted, ten tries of one address leave those of another', async () => {
  const tries = await portal([PROXY])
  for (const path of ['link-views', 'link-answers', 'sheet-views'])
    for (let n = 0; n < 3; n++) expect(await tries('198.51.100.7', { path })).toBe(200)
  // What somebody writes before what the proxy saw counts for nothing.
  expect(await tries('203.0.113.5, 198.51.100.7')).toBe(200)
  expect(await tries('203.0.113.5, 198.51.100.7')).toBe(429)
  expect(await tries('203.0.113.5')).toBe(200)
})

test('what anybody else says of an address counts for nothing', async () => {
  const tries = await portal(['192.0.2.9'])
  for (let n = 0; n < 10; n++) expect(await tries(`198.51.100.${n}`)).toBe(200)
  expect(await tries('198.51.100.99')).toBe(429)
  expect(await tries('198.51.100.99', { from: '192.0.2.2' })).toBe(200)
})

test('one machine does not become many by its IPv6 addresses', async () => {
  const tries = await portal([])
  for (let n = 0; n < 10; n++) expect(await tries(undefined, { from: `2001:db8::${n}` })).toBe(200)
  expect(await tries(undefined, { from: '2001:db8::99' })).toBe(429)
})

/** As it is written: other clients would put the address into another form first. */
async function asWritten(port: number, path: string): Promise<number> {
  const asked = request({ ...{ host: '127.0.0.1', port, path, method: 'POST' }, headers: { 'content-length': '0' } })
  const answered = once(asked, 'response')
  asked.end()
  const [response] = await answered
  response.resume()
  return response.statusCode
}

test.each([
  ['a dot for a folder', '/api/redaction/./link-views'],
  ['a dot that is escaped', '/api/redaction/%2e/sheet-views'],
  ['a fragment', '/api/redaction/link-views#x'],
  ['a fragment in another place', '/api/redaction/link-answers#?x'],
])('an address that the proxy would put into another form, by %s, is no way past that', async (_name, path) => {
  const log = createLog({ service: 'portal', hub: 'XA', level: 'silent' })
  const verifier = createTokenVerifier({ issuer: 'https://accounts.example', audience: 'urn:amparo:hub:XA', hub: 'XA' })
  const http = await buildHttp({ service: 'portal', log, verifier })
  proxyRoutes(http, upstreams, [])
  onTestFinished(() => http.close())
  await http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = http.server.address() as AddressInfo
  const said: number[] = []
  for (let n = 0; n < 12; n++) said.push(await asWritten(port, path))
  expect(said).not.toContain(200)
})
