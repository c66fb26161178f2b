import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVICES } from '@amparo/contracts'
import { generateSigningKey } from '@amparo/crypto'
import { useHubDatabase, useHubNats } from '@amparo/testing'
import { expect, onTestFinished, test } from 'vitest'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const database = await useHubDatabase({
  services: { redaction: path('../migrations') },
  keysMigrations: path('../migrations-keys'),
})
const nats = await useHubNats()

function environment(): Record<string, string> {
  const dir = mkdtempSync(join(tmpdir(), 'amparo-redaction-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const file = (name: string, content: string) => {
    writeFileSync(join(dir, name), content, { mode: 0o600 })
    return join(dir, name)
  }
  const trust = Object.fromEntries(SERVICES.map(service => [service, generateSigningKey().publicJwk]))
  return {
    ...{ AMPARO_HUB: 'XA', AMPARO_HTTP_PORT: '0', AMPARO_LOG_LEVEL: 'silent', AMPARO_ISSUER: 'http://127.0.0.1:1' },
    ...{ AMPARO_AUDIENCE: 'urn:amparo:hub:XA', AMPARO_NATS_URL: nats.url, AMPARO_KEYSTORE_DIR: join(dir, 'keystore') },
    AMPARO_DATABASE_URL: database.services['redaction'] ?? '',
    AMPARO_KEYS_DATABASE_URL: database.keys,
    AMPARO_NATS_SEED_FILE: file('seed', nats.seedOf('redaction')),
    AMPARO_SIGNING_KEY_FILE: file('signing.jwk', JSON.stringify(generateSigningKey().privateJwk)),
    AMPARO_TRUST_FILE: file('trust.json', JSON.stringify(trust)),
  }
}

const started = (child: ChildProcess) =>
  new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', message => resolve(message as { port: number }))
    child.once('exit', code => reject(new Error(`exit ${code}`)))
  })
const ended = (child: ChildProcess) => new Promise<number | null>(resolve => child.once('exit', resolve))
const launch = (env: Record<string, string>) =>
  fork(path('../src/main.ts'), { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })

test('the service starts from its environment, answers, and ends when told to', async () => {
  const child = launch(environment())
  const { port } = await started(child)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/views`, { method: 'POST' })).status).toBe(401)
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

test('it does not start without the database of keys', async () => {
  const { AMPARO_KEYS_DATABASE_URL: _, ...rest } = environment()
  const child = launch(rest)
  let said = ''
  child.stderr?.on('data', chunk => {
    said += chunk
  })
  expect(await ended(child)).toBe(1)
  expect(said).toContain('AMPARO_KEYS_DATABASE_URL')
})
