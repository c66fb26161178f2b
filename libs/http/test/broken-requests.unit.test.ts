import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { testApp, token } from './fixtures.ts'

const lines: string[] = []
const app = await testApp({ lines })
const readings: Promise<string>[] = []
app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
app.post('/streams', { config: { public: true } }, async (request, reply) => {
  if (request.headers['x-answer'] === undefined) {
    const read = text(request.raw)
    readings.push(read)
    return read
  }
  reply.raw.writeHead(200).write('begun')
  return reply.hijack()
})
// Node looks at its connections each half minute; it takes none of these once it listens.
Object.assign(app.server, { headersTimeout: 200, requestTimeout: 200, connectionsCheckingInterval: 50 })
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
afterAll(() => app.close())

/** Ten bytes are announced, and one is sent. */
async function stopping(path: string, contentType: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await token('referral:submit')}`
  const sent = request({
    ...{ host: '127.0.0.1', port, path, method: 'POST' },
    headers: { authorization, 'content-type': contentType, 'content-length': 10, 'idempotency-key': 'k', ...headers },
  })
  sent.on('error', () => undefined).write('{')
  const [response] = await once(sent, 'response')
  return { response, body: () => buffer(response).then(bytes => bytes.toString()) }
}

/** What comes back of what no program that keeps to HTTP sends. */
async function spoken(...parts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  for (const part of parts) socket.write(part)
  return text(socket)
}

test.each([
  ['a form', '/things', 'application/json'],
  ['what is read as it comes', '/streams', 'application/octet-stream'],
])('%s that does not come to its end in time is refused as a problem, in words', async (_, path, contentType) => {
  const { response, body } = await stopping(path, contentType, { 'accept-language': 'es' })
  expect(response.statusCode).toBe(408)
  expect(response.headers).toMatchObject({
    ...{ 'content-type': 'application/problem+json; charset=utf-8', 'content-language': 'es' },
    ...{ 'retry-after': '1', connection: 'close', 'cache-control': 'no-store' },
  })
  expect(JSON.parse(await body())).toMatchObject({
    ...{ code: 'request_timed_out', status: 408, title: 'La petición no llegó entera a tiempo' },
    instance: `urn:uuid:${response.headers['x-request-id']}`,
  })
  await expect.poll(() => lines.filter(line => line.includes('request_timed_out')).length).toBeGreaterThan(0)
})

test('whoever reads it as it comes hears that it ends', async () => {
  await stopping('/streams', 'application/octet-stream')
  await expect(readings.at(-1)).rejects.toThrow()
})

test('a head is refused so as well, and one that cannot be read', async () => {
  const late = await spoken('GET /things HTTP/1.1\r\nhost: x\r\n')
  expect(late).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
  expect(late).toContain('\r\ncontent-type: application/problem+json\r\n')
  expect(late).toContain('"code":"request_timed_out"')
  const unreadable = await spoken('no head\r\n\r\n')
  expect(unreadable).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
  expect(unreadable).toContain('"code":"request_invalid"')
})

test('so is a head that begins where another request was answered', async () => {
  const both = await spoken('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n', 'GET /things HTTP/1.1\r\nhost: x\r\n')
  expect(both).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(both).toContain('HTTP/1.1 408 Request Timeout\r\n')
})

test('a body whose pieces cannot be read is refused while it comes', async () => {
  const head =
    'POST /streams HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ntransfer-encoding: chunked\r\n'
  const answer = await spoken(`${head}\r\n`, 'no number\r\n')
  expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
  expect(answer).toContain('"code":"body_unreadable"')
})

test('what is half answered gets no second answer', async () => {
  const { response, body } = await stopping('/streams', 'application/octet-stream', { 'x-answer': 'half' })
  expect(response.statusCode).toBe(200)
  await expect(body()).rejects.toThrow('aborted')
})
