import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSigningKey } from '@amparo/crypto'
import { removeTempDir, tempDir, useHubDatabase, useHubNats } from '@amparo/testing'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { httpErrors } from '../src/errors.ts'
import { openService } from '../src/index.ts'

const database = await useHubDatabase({ services: { consent: undefined } })
const nats = await useHubNats()
const dir = tempDir('service')
afterAll(() => removeTempDir(dir))

const file = (name: string, content: string) => {
  writeFileSync(join(dir, name), content, { mode: 0o600 })
  return join(dir, name)
}
const env = {
  ...{ AMPARO_HUB: 'XA', AMPARO_HTTP_PORT: '0', AMPARO_LOG_LEVEL: 'silent', AMPARO_ISSUER: 'http://127.0.0.1:1' },
  ...{ AMPARO_AUDIENCE: 'urn:amparo:hub:XA', AMPARO_NATS_URL: nats.url },
  AMPARO_DATABASE_URL: database.services['consent'] ?? '',
  AMPARO_NATS_SEED_FILE: file('seed', nats.seedOf('consent')),
  AMPARO_SIGNING_KEY_FILE: file('key', JSON.stringify(generateSigningKey().privateJwk)),
  AMPARO_TRUST_FILE: file('trust', '{}'),
}

async function started() {
  const service = await openService(env, { service: 'consent' })
  const another = await service.connect('edge', { url: nats.url, seed: nats.edge.seed, user: 'exchange' })
  const { port, stop } = await service.listen()
  onTestFinished(stop)
  const readyz = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status
  return { service, another, readyz, stop }
}

const exit = vi.spyOn(process, 'exit')
beforeEach(() => void exit.mockReset().mockReturnValue(undefined as never))
afterAll(() => exit.mockRestore())

test('a service whose connection is closed for good ends, so that it is started again; one that is stopped does not', async () => {
  for (const which of ['first', 'another'] as const) {
    const { service, another } = await started()
    await (which === 'first' ? service.nats : another).connection.close()
    await expect.poll(() => exit.mock.calls).toEqual([[1]])
    exit.mockClear()
  }
  const { stop } = await started()
  await stop()
  expect(exit).not.toHaveBeenCalled()
})

test('it is not ready while one of its connections is away, or anything else that it needs', async () => {
  const { service, another, readyz } = await started()
  expect(await readyz()).toBe(200)
  let away = true
  service.needs(async () => {
    if (away) throw httpErrors.not_ready()
  })
  expect(await readyz()).toBe(503)
  away = false
  expect(await readyz()).toBe(200)
  await another.connection.close()
  expect(await readyz()).toBe(503)
})
