import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoteAlgorithm, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { COMPILED, removeTempDir, tempDir } from '@amparo/testing'
import { expect, onTestFinished, test } from 'vitest'
import { untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')

/** Runs main.ts to its end. */
function run(env: Record<string, string | undefined>): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], { env: { ...COMPILED, ...env } })
  let stderr = ''
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  return new Promise(resolve => child.once('exit', code => resolve({ code, stderr })))
}

test('The process names every variable that is missing or wrong, and no value', async () => {
  const { AMPARO_NATS_URL: _, ...env } = audit.env
  const { code, stderr } = await run({ ...env, AMPARO_HTTP_PORT: 'private', AMPARO_TRUST_FILE: '/private/file' })
  expect(code).toBe(1)
  expect(stderr).toMatch(/AMPARO_NATS_URL: missing/)
  expect(stderr).toMatch(/AMPARO_HTTP_PORT: wrong/)
  expect(stderr).toMatch(/AMPARO_TRUST_FILE: no readable file/)
  expect(stderr).not.toContain('private')
})

test('Without a witness it starts only as a hub for trying out', async () => {
  const { AMPARO_UNWITNESSED: _, ...env } = audit.env
  const { code, stderr } = await run(env)
  expect(code).toBe(1)
  expect(stderr).toMatch(/AMPARO_WITNESSES_FILE: names no witness/)
})

test('On a PostgreSQL that answers before a commit is on a disk it starts only as a hub for trying out', async () => {
  const dir = tempDir('witnesses')
  onTestFinished(() => removeTempDir(dir))
  const key = noteKeyOf('witness.example', NoteAlgorithm.COSIGNATURE, generateKeyPairSync('ed25519').publicKey)
  const file = join(dir, 'witnesses')
  writeFileSync(file, `witness ${noteKeyText(key)} http://127.0.0.1:9/\n`)
  // The databases of tests are such.
  const { AMPARO_UNWITNESSED: _, ...env } = audit.env
  const { code, stderr } = await run({ ...env, AMPARO_WITNESSES_FILE: file })
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /AMPARO_DATABASE_URL: leads to .* before a commit is on a disk \(off: fsync, .*synchronous_commit\)/,
  )
})

test('Without its database or broker it does not start, and does not tell their passwords', async () => {
  const url = new URL(audit.env.AMPARO_DATABASE_URL ?? '')
  url.password = 'hunter2'
  const noDatabase = await run({ ...audit.env, AMPARO_DATABASE_URL: url.href })
  const noBroker = await run({ ...audit.env, AMPARO_NATS_URL: 'nats://127.0.0.1:9' })
  expect([noDatabase.code, noBroker.code]).toEqual([1, 1])
  expect(noDatabase.stderr + noBroker.stderr).not.toContain('hunter2')
})

test('SIGTERM ends it with 0, and the next one writes at once: the lease was given back', async () => {
  const first = await audit.start()
  await untilWriting(redaction)
  expect(await first.stop()).toBe(0)
  expect(await audit.sql('select name from audit.lease where expires_at > clock_timestamp()')).toEqual([])
  await audit.start()
  await untilWriting(redaction)
})

test('It is ready when its database and broker answer', async () => {
  const service = await audit.start()
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
})
