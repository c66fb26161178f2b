import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { portsOfHub } from '../../scripts/lib/hubs/hub-codes.ts'
import { keyStoreDir, signingKeyFile } from '../../scripts/lib/hubs/keys.ts'
import { type Layout, layout } from '../../scripts/lib/hubs/layout.ts'
import { mountTmpfs, noMounts, unmount } from './support/mounts.ts'
import { processesOf } from './support/processes.ts'
import { run } from './support/start-command.ts'
import { started } from './support/started.ts'

/** Installed once; what is broken is a copy. */
const amparo = await started()
const scratch = tempDir('refused')
const undo: (() => unknown)[] = []
let copies = 0

beforeAll(async () => {
  const running = await amparo.up()
  running.signal('SIGTERM')
  await running.ended
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(async () => {
  await amparo.clear()
  for (const dir of [dirname(amparo.state), scratch]) removeTempDir(dir)
})

/** Runs it where something is wrong. Whatever that is: exit code 1, words and no stack trace, and nothing left running. */
async function refusal(args: string[], places: { state?: string; base?: number } = {}): Promise<string> {
  const { code, output } = await amparo.refused(args, places)
  expect({ code, output }).toMatchObject({ code: 1 })
  expect(output).not.toMatch(/^\s+at |node:internal|\.ts:\d/m)
  expect(processesOf(places.state ?? amparo.state)).toEqual([])
  return output
}

function copyWith(damage: (places: Layout) => void): string {
  const state = join(scratch, `copy-${++copies}`)
  spawnSync('cp', ['-a', amparo.state, state])
  damage(layout(state))
  return state
}

describe('a port that another program has', () => {
  const hub = portsOfHub('XA', amparo.base)
  it.each([
    ['a service', hub.services.consent, 'consent of XA'],
    ['the portal', hub.services.portal, 'portal of XA'],
    ['NATS', hub.nats, 'NATS of XA'],
    ['PostgreSQL', amparo.base - 1, 'PostgreSQL'],
  ])('%s: is named before anything is written, with ports that are free', async (_, port, whose) => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(port, '0.0.0.0', resolve))
    undo.push(() => new Promise(resolve => other.close(resolve)))
    const state = join(scratch, `fresh-${port}`)
    const said = await refusal([], { state })
    expect(said).toContain(`Port ${port} (${whose}) is taken`)
    expect(said).toMatch(/npm start -- --state \S+ --hubs XA --port-base \d+/)
    expect(existsSync(layout(state).installation)).toBe(false)
    expect(existsSync(layout(state).postgres)).toBe(false)
  })
})

describe('a state folder that is broken', () => {
  const aKey = (places: Layout) => {
    const store = keyStoreDir(places.hub('XA'))
    return join(store, readdirSync(store).find(name => name.startsWith('agency-')) ?? '')
  }
  it.each<[string, RegExp, (places: Layout) => void]>([
    ['a cut-off installation.json', /installation\.json is damaged/, p => truncateSync(p.installation, 500)],
    ['an empty installation.json', /installation\.json is damaged/, p => truncateSync(p.installation, 0)],
    ['one of another format', /format 7, which another version/, p => writeFileSync(p.installation, '{"format":7}')],
    ['no installation.json', /holds a database, but .*installation\.json is gone/, p => rmSync(p.installation)],
    ['no statement key', /signing\.jwk is missing/, p => rmSync(signingKeyFile(p.hub('XA'), 'audit'))],
    ['an empty statement key', /signing\.jwk is missing/, p => truncateSync(signingKeyFile(p.hub('XA'), 'audit'))],
    ['no key of an agency', /agency-.* is missing/, p => rmSync(aKey(p))],
    [
      'no key-encryption key',
      /key-encryption-key is missing/,
      p => rmSync(join(keyStoreDir(p.hub('XA')), 'key-encryption-key')),
    ],
    ['no users', /users\.json is missing/, p => rmSync(join(p.hub('XA').service('accounts'), 'users.json'))],
    ['no database', /database in .* is gone/, p => rmSync(join(p.postgres, 'data'), { recursive: true })],
    ['an empty database folder', /database in .* is gone/, p => rmSync(join(p.postgres, 'data', 'PG_VERSION'))],
    ['no password of the database', /password file .* is gone/, p => rmSync(join(p.postgres, 'superuser.password'))],
    [
      'a database without its core',
      /database in .* is damaged/s,
      p => rmSync(join(p.postgres, 'data', 'global'), { recursive: true }),
    ],
  ])('%s: says so and how to begin anew', async (_, words, damage) => {
    const state = copyWith(damage)
    const said = await refusal([], { state })
    expect(said).toMatch(words)
    expect(said).toContain(`npm start -- --state ${state} --hubs XA --reset`)
  })

  it('begins anew in one of them with --reset', async () => {
    const state = copyWith(places => truncateSync(places.installation, 500))
    const running = amparo.run(['--reset'], { state })
    await running.says('Stop with Ctrl-C')
    // To it alone, as npm passes on a Ctrl-C. A terminal's, to all, is tried in start.e2e.
    running.signal('SIGINT')
    expect(await running.ended).toEqual({ code: 0, signal: null })
    expect(processesOf(state)).toEqual([])
  })

  it.each([[[]], [['--reset']]])("leaves somebody's folder alone %j", async args => {
    const state = join(scratch, 'theirs')
    mkdirSync(join(state, 'hubs'), { recursive: true })
    writeFileSync(join(state, 'letter.txt'), 'mine')
    expect(await refusal(args, { state })).toContain('holds something else (letter.txt)')
    expect(readdirSync(state).sort()).toEqual(['hubs', 'letter.txt'])
  })
})

describe('a place that cannot be used', () => {
  function mounted(name: string, options: string): string {
    const path = join(scratch, name)
    expect(mountTmpfs(path, options)).toBe(true)
    undo.push(() => unmount(path))
    return path
  }

  it('a file in its place', async () => {
    const state = join(scratch, 'a-file')
    writeFileSync(state, '')
    expect(await refusal([], { state })).toContain(`${state} is no folder`)
    expect(await refusal([], { state: join(state, 'below') })).toContain('cannot be written')
  })

  it('nowhere to make a folder', async () => {
    expect(await refusal([], { state: '/proc/amparo' })).toContain('/proc/amparo cannot be written')
  })

  it('read-only', async context => {
    if (noMounts) return context.skip(noMounts)
    const state = mounted('read-only', 'size=8m,ro')
    expect(await refusal([], { state })).toContain(`${state} cannot be written (EROFS)`)
    expect(await refusal(['--reset'], { state })).toContain(`${state} cannot be written (EROFS)`)
  })

  it('a disk too small', async context => {
    if (noMounts) return context.skip(noMounts)
    const state = mounted('small', 'size=8m')
    expect(await refusal([], { state })).toMatch(/has \d MB free, and 250 MB are needed/)
    expect(existsSync(layout(state).installation)).toBe(false)
  })

  // Files run out before bytes do, so the look at the free bytes does not see it coming.
  it.for([
    ['while keys are drawn', 50],
    ['while the database is made', 400],
  ] as const)('a disk that fills up %s', async ([, files], context) => {
    if (noMounts) return context.skip(noMounts)
    const state = mounted(`full-${files}`, `size=400m,nr_inodes=${files}`)
    expect(await refusal([], { state })).toContain('The disk is full')
  })
})

describe('a command line that says nothing', () => {
  it('gets the usage', async () => {
    const said = await refusal(['--hubs', 'XA,XA'])
    expect(said).toContain('each once')
    expect(said).toContain('Usage: npm start --')
  })

  it('is not passed over where npm kept an option to itself', async () => {
    const npm = run('start.ts', ['--state', amparo.state], { npm_config_reset: 'true' })
    expect(await npm.ended).toMatchObject({ code: 1 })
    expect(npm.output()).toContain('npm start -- --reset')
    expect(existsSync(amparo.places.installation)).toBe(true)
  })
})
