import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { processesOf } from './support/processes.ts'
import { type Command, run } from './support/start-command.ts'

const ONE_HUB = fileURLToPath(new URL('../inputs/amp-es-01.json', import.meta.url))
const scratch = tempDir('demo-stopped')
afterAll(() => removeTempDir(scratch))

const demosOf = (pid: number) => readdirSync(tmpdir()).filter(name => name.startsWith(`amparo-test-${pid}-`))

/** Of one hub, and more than are driven before somebody presses a key. */
const many = join(scratch, 'many')
beforeAll(() => {
  mkdirSync(many)
  for (let n = 0; n < 30; n++) cpSync(ONE_HUB, join(many, `${n}.json`))
})

async function stops(demo: Command): Promise<void> {
  const [folder = ''] = demosOf(demo.pid)
  expect(folder).not.toBe('')
  demo.signal('SIGINT', 'group')
  expect(await demo.ended).toEqual({ code: 130, signal: null })
  expect(demosOf(demo.pid)).toEqual([])
  expect(processesOf(folder)).toEqual([])
}

it('stops on Ctrl-C while it refers, and leaves neither a process nor a file', async () => {
  const demo = run('demo.ts', ['--inputs', many])
  await demo.says(/^amp-.*accepted/m)
  await stops(demo)
})

it('clears up after one that was killed, and stops on Ctrl-C while the hub starts, and leaves nothing either', async () => {
  const killed = run('demo.ts', ['--inputs', many])
  await killed.says('services of XA (')
  killed.signal('SIGKILL')
  await killed.ended
  const [folder = ''] = demosOf(killed.pid)
  expect(processesOf(folder)).not.toEqual([])
  const next = run('demo.ts', ['--inputs', many])
  await next.says('keys and certificates of XA (')
  expect(demosOf(killed.pid)).toEqual([])
  expect(processesOf(folder)).toEqual([])
  await next.says('databases and migrations')
  await stops(next)
})
