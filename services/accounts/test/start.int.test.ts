import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSigningKey } from '@amparo/crypto'
import { COMPILED, freePort, removeTempDir, tempDir, useHubDatabase, useHubNats } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'

const database = await useHubDatabase({ services: { accounts: join(import.meta.dirname, '../migrations') } })
const nats = await useHubNats()
const dir = tempDir('accounts')
afterAll(() => removeTempDir(dir))

const file = (name: string, content: unknown, mode = 0o600) => {
  const path = join(dir, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode })
  return path
}
const port = await freePort()
const signing = generateSigningKey()
const issuerKey = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'one' }
const env = {
  AMPARO_HUB: 'XA',
  AMPARO_HTTP_PORT: String(port),
  AMPARO_DATABASE_URL: database.services['accounts'],
  AMPARO_NATS_URL: nats.url,
  AMPARO_NATS_SEED_FILE: file('seed', nats.seedOf('accounts')),
  AMPARO_ISSUER: `http://127.0.0.1:${port}`,
  AMPARO_AUDIENCE: 'urn:amparo:hub:XA',
  AMPARO_SIGNING_KEY_FILE: file('key', signing.privateJwk),
  AMPARO_TRUST_FILE: file('trust', { accounts: signing.publicJwk }),
  AMPARO_USERS_FILE: file('users', { users: [] }),
  AMPARO_ISSUER_KEYS_FILE: file('issuer', { keys: [issuerKey] }),
  AMPARO_COOKIE_KEY_FILE: file('cookie', randomBytes(32).toString('base64')),
  AMPARO_CLIENTS: file('clients', { portal: { redirectUris: ['http://127.0.0.1:1/'], postLogoutRedirectUris: [] } }),
}

function run(changes: Record<string, string> = {}) {
  const main = join(import.meta.dirname, '../src/main.ts')
  const child = spawn(process.execPath, [main], {
    env: { ...COMPILED, ...env, ...changes },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (output += data))
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const started = new Promise<void>(resolve => child.once('message', () => resolve()))
  return { child, started, ended, output: () => output }
}

test('the process starts from its environment alone, answers, and ends when it is told to', async () => {
  const service = run()
  await Promise.race([service.started, service.ended])
  expect((await fetch(`${env.AMPARO_ISSUER}/readyz`)).status).toBe(200)
  expect((await fetch(`${env.AMPARO_ISSUER}/docs/json`)).status).toBe(200)
  const { keys } = (await (await fetch(`${env.AMPARO_ISSUER}/jwks`)).json()) as { keys: { kid: string }[] }
  expect(keys.map(({ kid }) => kid)).toEqual(['one'])
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
  // The provider has warnings of its own to print; with this configuration it has no reason to.
  expect(service.output()).not.toMatch(/oidc-provider/)
  expect(service.output()).not.toContain(issuerKey.d ?? 'd')
})

test('strangers who ask too often keep nobody else out, as the proxy that is named tells them apart', async () => {
  const service = run({ AMPARO_HTTP_RATE_PER_MINUTE: '2', AMPARO_TRUSTED_PROXIES: '127.0.0.0/8' })
  await Promise.race([service.started, service.ended])
  const keysFor = async (address: string) =>
    (await fetch(`${env.AMPARO_ISSUER}/jwks`, { headers: { 'x-forwarded-for': address } })).status
  const [one, another] = ['198.51.100.7', '203.0.113.9']
  const statuses = []
  for (const address of [one, one, `${another}, ${one}`, another]) statuses.push(await keysFor(address))
  expect(statuses).toEqual([200, 200, 429, 200])
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
})

test('it does not start with secrets that others can read, and says which', async () => {
  const service = run({ AMPARO_ISSUER_KEYS_FILE: file('open', { keys: [issuerKey] }, 0o644) })
  expect(await service.ended).toBe(1)
  expect(service.output()).toContain('AMPARO_ISSUER_KEYS_FILE')
})
