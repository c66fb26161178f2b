import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleFaults, stampedBy } from '../../src/bundle.ts'
import { localAuthority } from '../../src/local-authority.ts'
import { flipped } from '../tampering.ts'
import { installed, lockedKey, PASSPHRASE } from './locked-keys.ts'
import { type Bundle, bundleOf, content, custodyOf, type Keys, keysOf } from './making.ts'
import { type Delivered, delivered } from './on-disk.ts'

const PROGRAM = fileURLToPath(new URL('../../../../scripts/open.ts', import.meta.url))
const page = readFileSync(fileURLToPath(new URL('../../../../docs/bundles.md', import.meta.url)), 'utf8')

describe('amparo-open', () => {
  let keys: Keys
  let made: Bundle
  let here: Delivered
  const bytes = content()
  beforeAll(async () => {
    keys = await keysOf('modern')
    made = await bundleOf(keys, bytes)
  })
  afterEach(() => here.clean())

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', env: { PATH: '', INIT_CWD: here.path('') } })
  const ordinary = ['bundle', '--key', 'own.key', '--signer', 'xa.cert']

  it('says who had the file, and writes it', () => {
    here = delivered(made, keys)
    const { status, stdout, stderr } = run(...ordinary, '--out', 'out', '--sheet', 'sheet.html', '--lang', 'pt')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^custody 0 .*taken_in.*\n(custody .*\n){3}verified {2}8389842 bytes/)
    expect(readFileSync(here.path('out')).equals(bytes)).toBe(true)
    expect(existsSync(here.path('out.unverified'))).toBe(false)
    expect(readFileSync(here.path('sheet.html'), 'utf8')).toContain('Folha de custódia')
  })

  it('says since when an entry is signed, if an authority states it that is named', async () => {
    const authority = await localAuthority()
    const custody = await custodyOf(bytes, keys, stampedBy(authority))
    authority.close()
    here = delivered(await bundleOf(keys, bytes, { custody }), keys)
    here.write('tsa.pem', authority.certificate)
    expect(run(...ordinary, '--tsa', 'tsa.pem').stdout).toMatch(/^custody 0 .* signed by 20/)
    expect(run(...ordinary).stdout).toMatch(/^custody 0 .* \(timestamp of an authority not named\)\n/)
  })

  it('says when it is too late to open it, and until when it can be', async () => {
    here = delivered(await bundleOf(keys, bytes, { expiresAt: new Date('2090-01-01T00:00:00.000Z') }), keys)
    const late = run(...ordinary, '--out', 'out', '--at', '2090-01-01T00:00:00Z')
    expect([late.status, late.stderr]).toEqual([15, expect.stringMatching(/^bundle_expired: .*--at/s)])
    expect(existsSync(here.path('out'))).toBe(false)
    const inTime = run(...ordinary)
    expect([inTime.status, inTime.stdout]).toEqual([0, expect.stringContaining('to be opened before 2090-01-01T00:')])
  })

  it('leaves nothing of a file whose last chunk is altered, and says which', () => {
    const name = 'chunks/000002.gpg'
    here = delivered(new Map(made).set(name, flipped(made.get(name) ?? bytes, 700, 1)), keys)
    const { status, stderr } = run(...ordinary, '--out', 'out')
    expect([status, stderr]).toEqual([25, expect.stringMatching(/^file_altered: .*chunks\/000002.gpg/)])
    expect([existsSync(here.path('out')), existsSync(here.path('out.unverified'))]).toEqual([false, false])
  })

  it('writes over nothing, and says how it is used', () => {
    here = delivered(made, keys)
    expect(run(...ordinary, '--out', 'own.key')).toMatchObject({ status: 2 })
    expect(run('bundle')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: npm run open') })
    expect(run(...ordinary, '--at', 'tomorrow')).toMatchObject({ status: 2 })
  })

  it('says of a key that is none that it cannot be read', () => {
    here = delivered(made, keys)
    expect(run('bundle', '--key', 'xa.cert', '--signer', 'xa.cert')).toMatchObject({
      ...{ status: 16, stderr: expect.stringMatching(/^key_unreadable: /) },
    })
  })

  it('is described with each of its exit codes', () => {
    here = delivered(new Map(), keys)
    const rows = Object.entries(bundleFaults).map(
      ([code, [exit, what, next]]) => `| ${exit} | \`${code}\` | ${what} | ${next} |`,
    )
    expect(page).toContain(rows.join('\n'))
    expect(new Set(Object.values(bundleFaults).map(([exit]) => exit)).size).toBe(rows.length)
  })
})

describe.skipIf(!installed('script')).each(['gpg', 'sq'] as const)('a key with a passphrase, made by %s', maker => {
  const skipped = !installed(maker)
  let here: Delivered
  beforeAll(async () => {
    if (skipped) return
    const keys = { ...(await keysOf('compatible')), recipient: await lockedKey(maker) }
    here = delivered(await bundleOf(keys, content(100_000)), keys)
    here.write('passphrase', `${PASSPHRASE}\n`)
    here.write('wrong', 'something else\n')
  })
  afterAll(() => here?.clean())
  const ordinary = ['bundle', '--key', 'own.key', '--signer', 'xa.cert']
  const run = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, [PROGRAM, ...ordinary, ...args], {
      ...{ encoding: 'utf8', input, env: { PATH: '', INIT_CWD: here.path('') } },
    })

  it.skipIf(skipped)('opens with the passphrase in a file, on standard input, or in what the shell has opened', () => {
    expect(run(['--passphrase-file', 'passphrase'])).toMatchObject({ status: 0, stderr: '' })
    expect(run(['--passphrase-file', '-'], PASSPHRASE)).toMatchObject({ status: 0, stderr: '' })
    const opened = `exec '${process.execPath}' '${PROGRAM}' ${ordinary.join(' ')} --passphrase-file /dev/fd/3 3<passphrase`
    const env = { PATH: '', INIT_CWD: here.path('') }
    expect(spawnSync('/bin/sh', ['-c', opened], { cwd: here.path(''), env }).status).toBe(0)
  })

  it.skipIf(skipped)('says that the passphrase is wrong, is not there, or that there is nobody to ask', () => {
    expect(run(['--passphrase-file', 'wrong'])).toMatchObject({
      ...{ status: 17, stderr: expect.stringMatching(/^key_locked: /) },
    })
    expect(run(['--passphrase-file', '-'], '\n')).toMatchObject({ status: 2 })
    expect(run(['--passphrase-file', 'none'])).toMatchObject({ status: 2 })
    expect(run([])).toMatchObject({ status: 2, stderr: expect.stringContaining('--passphrase-file') })
  })

  it.skipIf(skipped)('is asked for it at a terminal, which does not show what is typed', async () => {
    const command = [process.execPath, PROGRAM, ...ordinary].map(word => `'${word}'`).join(' ')
    const env = { PATH: '/usr/bin:/bin', INIT_CWD: here.path(''), SHELL: '/bin/sh' }
    const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { env })
    let shown = ''
    let isAnswered = false
    terminal.stdout.on('data', bytes => {
      shown += bytes
      if (isAnswered || !shown.includes('Passphrase of your private key: ')) return
      isAnswered = true
      terminal.stdin.write(`${PASSPHRASE}\n`)
    })
    const [status] = await once(terminal, 'close')
    expect([status, shown]).toEqual([0, expect.stringMatching(/verified {2}100000 bytes/)])
    expect(shown).not.toContain('caballo')
  })
})
