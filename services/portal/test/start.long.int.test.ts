import { fork } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settings } from './fixtures/settings.ts'

function run(change: Record<string, string> = {}) {
  const { env, remove } = settings(change)
  const child = fork(join(import.meta.dirname, '../src/main.ts'), [], { env, silent: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      output += data
    })
  const ended = new Promise<number | null>(resolve => {
    child.once('exit', code => {
      remove()
      resolve(code)
    })
  })
  const started = new Promise<{ port: number }>(resolve => child.once('message', resolve as (message: unknown) => void))
  return { child, started, ended, output: () => output }
}

test('the process starts from its settings, answers, and stops when told to', async () => {
  const { child, started, ended } = run()
  const { port } = await started
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('it does not start without knowing where its services are, and names what is missing without values', async () => {
  const { ended, output } = run({ AMPARO_UPSTREAMS_FILE: '/nowhere/secret-place', AMPARO_ISSUER: '' })
  expect(await ended).toBe(1)
  expect(output()).toContain('AMPARO_UPSTREAMS_FILE')
  expect(output()).toContain('AMPARO_ISSUER')
  expect(output()).not.toContain('secret-place')
})
