import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flipped } from '../tampering.ts'
import { type Bundle, bundleOf, content, type Keys, keysOf } from './making.ts'
import { type Delivered, delivered } from './on-disk.ts'

const BUILD = fileURLToPath(new URL('../../../../scripts/build-open.ts', import.meta.url))
const NAME = 'amparo-open.mjs'
/** No `net`, `http`, `dns`, `child_process`, `worker_threads`, and no package. */
const BUILT_IN = ['crypto', 'fs', 'fs/promises', 'module', 'path', 'readline', 'stream', 'util']
/** In a network of its own, without a device. */
const AWAY = ['unshare', '--map-root-user', '--net', '--']
const canBeAway = spawnSync(AWAY[0] ?? '', [...AWAY.slice(1), 'true']).status === 0

describe('amparo-open as one file, alone in a folder', () => {
  let keys: Keys
  let made: Bundle
  let built: Delivered
  let said: string
  const bytes = content()
  const build = (folder: Delivered, name: string) =>
    spawnSync(process.execPath, [BUILD, name], { encoding: 'utf8', env: { INIT_CWD: folder.path('') } }).stdout

  beforeAll(async () => {
    keys = await keysOf('modern')
    made = await bundleOf(keys, bytes)
    built = delivered(new Map(), keys)
    said = build(built, NAME)
  })
  afterAll(() => built.clean())

  function run(bundle: Bundle, prefix: readonly string[] = []) {
    const here = delivered(bundle, keys)
    copyFileSync(built.path(NAME), here.path(NAME))
    // It reads and writes nothing outside its folder, starts nothing, and has no environment.
    const allowed = ['--permission', `--allow-fs-read=${here.path('*')}`, `--allow-fs-write=${here.path('*')}`]
    const options = ['bundle', '--key', 'own.key', '--signer', 'xa.cert', '--signer', 'xb.cert', '--out', 'out']
    const [program = '', ...args] = [...prefix, process.execPath, ...allowed, here.path(NAME), ...options]
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: here.path(''),
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin' },
    })
    const written = readdirSync(here.path('')).includes('out') ? readFileSync(here.path('out')) : undefined
    rmSync(join(here.path('')), { recursive: true })
    return { status, stdout, stderr, written }
  }

  it('opens and verifies a bundle', () => {
    const { status, stdout, stderr, written } = run(made)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^custody 0 .*taken_in.*\n(custody .*\n){3}verified {2}8389842 bytes/)
    expect(written?.equals(bytes)).toBe(true)
  })

  it.skipIf(!canBeAway)('does so where there is no network', () => {
    expect(run(made, AWAY)).toMatchObject({ status: 0, stderr: '' })
  })

  it('refuses one that was altered, and writes nothing', () => {
    const name = 'chunks/000001.gpg'
    const altered = new Map(made).set(name, flipped(made.get(name) ?? bytes, 700, 1))
    expect(run(altered)).toMatchObject({
      ...{ status: 25, stderr: expect.stringMatching(/^file_altered: .*chunks\/000001.gpg/), written: undefined },
    })
  })

  it('is the same whoever builds it, loads nothing but what Node has built in, and says how to call it', () => {
    expect(build(built, 'again.mjs').slice(0, 64)).toBe(said.slice(0, 64))
    const text = readFileSync(built.path(NAME), 'utf8')
    const loaded = [
      ...text.matchAll(/^(?:import|export)\b(?:[^;"]* from)? ?"([^"]+)"/gm),
      ...text.matchAll(/\b(?:import|require)\("([^"]+)"\)/g),
    ]
    const names = new Set(loaded.map(([, name = '']) => name.replace(/^node:/, '')))
    expect([...names].sort()).toEqual(BUILT_IN)
    const { stdout } = spawnSync(process.execPath, [built.path(NAME), '--help'], { encoding: 'utf8', env: {} })
    expect(stdout).toMatch(/^Usage: node amparo-open\.mjs DIR/)
  })
})
