import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { stampedBy } from '../../src/bundle.ts'
import { type LocalAuthority, localAuthority } from '../../src/local-authority.ts'
import { sealBytesTo } from '../../src/openpgp/seal.ts'
import { type Bundle, bundleOf, content, custodyOf, type Keys, keysOf } from './making.ts'
import { type Delivered, delivered } from './on-disk.ts'

const installed = (program: string) => spawnSync(program, ['--version']).error === undefined
const reason = (program: string) => (installed(program) ? '' : ` (skipped: ${program} is not installed)`)
const page = readFileSync(fileURLToPath(new URL('../../../../docs/bundles.md', import.meta.url)), 'utf8')
const recipe = /## With gpg alone.*?```sh\n(.*?)```/s.exec(page)?.[1] ?? ''
const bytes = content()

describe.skipIf(!installed('gpg'))(`the recipe for gpg alone${reason('gpg')}`, () => {
  let keys: Keys
  let made: Bundle
  let authority: LocalAuthority
  let here: Delivered | undefined
  beforeAll(async () => {
    keys = await keysOf('compatible')
    authority = await localAuthority()
    made = await bundleOf(keys, bytes, { custody: await custodyOf(bytes, keys, stampedBy(authority)) })
  })
  afterAll(() => authority.close())
  afterEach(() => here?.clean())

  function follow(bundle: Bundle) {
    here = delivered(bundle, keys)
    here.write('tsa.pem', authority.certificate)
    const [KEY, SIGNERS, TSA, OUT] = ['own.key', 'xa.cert', 'tsa.pem', 'out'].map(here.path)
    // Short: a path too long makes the agent's socket fail.
    const env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: here.path(''),
      TMPDIR: here.path(''),
      KEY,
      SIGNERS,
      TSA,
      OUT,
    }
    const ended = spawnSync('sh', ['-c', recipe], { cwd: here.dir, env, encoding: 'utf8' })
    const killed = spawnSync('sh', ['-c', 'for d in tmp.*; do GNUPGHOME="$PWD/$d" gpgconf --kill all; done'], {
      cwd: here.path(''),
      env,
    })
    expect(killed.error).toBeUndefined()
    return { ...ended, file: () => readFileSync(String(OUT)) }
  }

  it('opens a delivered bundle and verifies all of it', () => {
    const { status, stdout, stderr, file } = follow(made)
    expect([status, stdout], stderr).toEqual([0, 'verified\n'])
    expect(file().equals(bytes)).toBe(true)
  })

  const get = (name: string) => made.get(name) ?? new Uint8Array()
  const sealed = (text: string) => sealBytesTo(keys.recipient.certificate, new TextEncoder().encode(text))
  it.each<[string, () => Promise<Bundle>]>([
    [
      'two chunks changed places',
      async () =>
        new Map(made)
          .set('chunks/000000.gpg', get('chunks/000001.gpg'))
          .set('chunks/000001.gpg', get('chunks/000000.gpg')),
    ],
    ['a chunk is cut short', async () => new Map(made).set('chunks/000001.gpg', get('chunks/000001.gpg').subarray(9))],
    ['an entry is missing', async () => new Map([...made].filter(([name]) => !name.startsWith('custody/0001')))],
    [
      'a timestamp is of another entry',
      async () => {
        const custody = await custodyOf(bytes, keys, stampedBy(authority))
        const [first, ...others] = custody
        return bundleOf(keys, bytes, {
          custody: first?.timestamp
            ? [first, ...others.map(entry => ({ ...entry, timestamp: first.timestamp as Uint8Array }))]
            : [],
        })
      },
    ],
    ['its day is over', async () => bundleOf(keys, bytes, { expiresAt: new Date('2026-11-22T00:00:00.000Z') })],
    ['a file was put beside', async () => new Map(made).set('chunks/000003.gpg', await sealed('more'))],
    ['the manifest is another', async () => new Map(made).set('manifest.json.gpg', await sealed('{}\n'))],
  ])('stops when %s', async (_, make) => {
    const { status, stdout } = follow(await make())
    expect(status).not.toBe(0)
    expect(stdout).not.toContain('verified')
  })
})

describe.skipIf(!installed('sq')).each(['modern', 'compatible'] as const)(
  `a bundle for a %s key and sq${reason('sq')}`,
  profile => {
    it('sq opens and verifies the manifest and each chunk', async () => {
      const keys = await keysOf(profile)
      const here = delivered(await bundleOf(keys, bytes), keys)
      const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: here.path(''), SEQUOIA_HOME: here.path('sq') }
      const run = (program: string, ...args: string[]) => {
        const { status, stdout, stderr } = spawnSync(program, args, { cwd: here.dir, env, maxBuffer: 64 * 1024 ** 2 })
        expect(status, String(stderr)).toBe(0)
        return stdout
      }
      const open = (name: string) => run('sq', 'decrypt', '--recipient-file', here.path('own.key'), name)
      try {
        run('sq', 'verify', '--signer-file', here.path('xa.cert'), '--signature-file', 'SHA256SUMS.asc', 'SHA256SUMS')
        for (const paper of ['manifest.json', 'custody/0000.json', 'custody/0003.json']) {
          here.write(`bundle/${paper}`, open(`${paper}.gpg`))
          here.write(`bundle/${paper}.asc`, open(`${paper}.asc.gpg`))
          run('sq', 'verify', '--signer-file', here.path('xa.cert'), '--signature-file', `${paper}.asc`, paper)
        }
        const chunks = ['000000', '000001', '000002'].map(number => open(join('chunks', `${number}.gpg`)))
        expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
      } finally {
        here.clean()
      }
    })
  },
)
