import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createTokenVerifier } from '@amparo/http'
import { COMPILED, removeTempDir, tempDir, useHubDatabase, useHubNats, useIssuer, waitFor } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { environmentOf, secretIn } from './fixtures/environment.ts'
import { consentForm } from './fixtures/forms.ts'
import { neighbours } from './fixtures/neighbours.ts'
import { agencies } from './fixtures/parties.ts'
import { policyText } from './fixtures/policy.ts'

const MAIN = join(import.meta.dirname, '../src/main.ts')
const database = await useHubDatabase({ services: { consent: join(import.meta.dirname, '../migrations') } })
const nats = await useHubNats()
const { issuer, audience, token } = await useIssuer()
const verifier = createTokenVerifier({ issuer, audience, hub: 'XA' })
const { state, keys } = await neighbours(nats, verifier)
const dir = tempDir('consent')
const running: ChildProcess[] = []

afterAll(async () => {
  await Promise.all(running.map(child => ended(child, child.kill('SIGTERM'))))
  removeTempDir(dir)
})

const file = (contents: string) => secretIn(dir, contents)
const env = await environmentOf({ databaseUrl: database.services['consent'], nats, issuer, audience, keys, dir })

const launch = (more: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...COMPILED, ...env, ...more },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  running.push(child)
  return child
}
const ended = (child: ChildProcess, _signalled?: boolean) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>(resolve => child.once('exit', () => resolve()))

test('the service runs as a process of its own, and its news leaves it', async () => {
  const child = launch()
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', code => reject(new Error(`ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  state.people.set('share-1', { subjectId: 'subject-1', agency: agencies.police, minor: true })
  const bearer = await token({ scope: 'consent:record', agency: agencies.police.agencyId })
  const refused = await fetch(`${url}/consents`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
    },
    body: JSON.stringify(consentForm('share-1')),
  })
  expect(refused.status).toBe(403)

  const admin = new Client({ connectionString: database.superuserUrl })
  await admin.connect()
  const published = 'select 1 from consent.outbox where published_at is not null'
  await waitFor(async () => ((await admin.query(published)).rowCount ?? 0) > 0).finally(() => admin.end())
})

test.each([
  ['gives away what protects people', policyText.replace('"barred": ["migration_enforcement"]', '"barred": []')],
  ['has a word that nobody knows', policyText.replace('"medical_emergency"', '"on_a_whim"')],
])('a policy that %s stops it from starting', async (_, text) => {
  expect(text).not.toBe(policyText)
  const child = launch({ AMPARO_POLICY_FILE: file(text) })
  let told = ''
  child.stderr?.on('data', chunk => {
    told += chunk
  })
  await ended(child)
  expect(child.exitCode).toBe(1)
  expect(told).toContain('policy_invalid')
})
