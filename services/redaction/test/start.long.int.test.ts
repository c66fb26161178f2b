import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVICES } from '@amparo/contracts'
import { generateSigningKey, openFileKeyStore } from '@amparo/crypto'
import { COMPILED, useHubDatabase, useHubNats } from '@amparo/testing'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'

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
  fork(path('../src/main.ts'), { env: { ...COMPILED, ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })

test('the service starts from its environment, answers, and ends when told to', async () => {
  const child = launch(environment())
  const { port } = await started(child)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/views`, { method: 'POST' })).status).toBe(401)
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

const forget = async (client: pg.Client) => {
  for (const table of ['wrapped_key', 'key_event', 'key_encryption_key'])
    await client.query(`delete from keys.${table}`)
}

describe('a key-encryption key that is gone or another', () => {
  const wrapped = async (keyId: string) => {
    const url = new URL(database.superuserUrl)
    url.pathname = `/${database.keysDatabase}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    const insert = 'insert into keys.wrapped_key (subject_id, key_id, wrapped) values ($1, $2, $3)'
    await forget(client)
    await client.query(`insert into keys.key_encryption_key (key_id, state) values ($1, 'current')`, [keyId])
    const bytes = Buffer.concat([Uint8Array.of(2), Buffer.from(keyId, 'hex'), Buffer.from('wrapped')])
    await client.query(insert, [randomUUID(), keyId, bytes])
    onTestFinished(async () => {
      await forget(client)
      await client.end()
    })
  }

  test('is never replaced by a new one while keys are wrapped', async () => {
    await wrapped('ab'.repeat(16))
    const env = environment()
    expect(await ended(launch(env))).toBe(1)
    expect(readdirSync(env['AMPARO_KEYSTORE_DIR'] ?? '')).toEqual([])
  })

  test('is not taken, and the right one is', async () => {
    const env = environment()
    const keyId = await (await openFileKeyStore(env['AMPARO_KEYSTORE_DIR'] ?? '')).addKey()
    await wrapped('ab'.repeat(16))
    expect(await ended(launch(env))).toBe(1)
    await wrapped(keyId)
    const child = launch(env)
    await started(child)
    child.kill('SIGTERM')
    expect(await ended(child)).toBe(0)
  })
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
