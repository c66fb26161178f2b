import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  decryptAndVerify,
  drawSubkey,
  encryptAndSign,
  fingerprintOf,
  type GeneratedCertificate,
  generateCertificate,
  profileOf,
  sealTo,
  signDetached,
  unseal,
  verifyDetached,
  withSubkeysOf,
} from '../src/web.ts'
import { outcome } from './tampering.ts'

const text = new TextEncoder().encode('read by two programs')
const installed = (program: string) => spawnSync(program, ['--version']).error === undefined
const reason = (program: string) => (installed(program) ? '' : ` (skipped: ${program} is not installed)`)

/** A folder of its own with the text and both keys in it; what the programs keep stays in there. */
async function workshop(profile: 'modern' | 'compatible') {
  const dir = mkdtempSync(join(tmpdir(), 'amparo-openpgp-'))
  chmodSync(dir, 0o700)
  const own = await generateCertificate({ userId: 'Amparo XA redaction-seal', profile })
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(dir, name), content)
  write('plain', text)
  write('own.cert', own.certificate)
  write('own.key', own.privateKey)
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: dir, GNUPGHOME: dir, SEQUOIA_HOME: join(dir, 'sq') }
  const attempt = (program: string, ...args: string[]) => spawnSync(program, args, { cwd: dir, env })
  function run(program: string, ...args: string[]): Uint8Array {
    const { status, stdout, stderr } = attempt(program, ...args)
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
    return new Uint8Array(stdout)
  }
  const read = (name: string): string | Uint8Array => {
    const bytes = readFileSync(join(dir, name))
    return bytes.toString('latin1').startsWith('-----BEGIN') ? bytes.toString() : new Uint8Array(bytes)
  }
  return { own, run, attempt, read, write, clean: () => rmSync(dir, { recursive: true, force: true }) }
}
type Workshop = Awaited<ReturnType<typeof workshop>>
const pinned = ({ certificate, fingerprint }: GeneratedCertificate) => ({ certificate, fingerprint })

describe.skipIf(!installed('sq')).each(['modern', 'compatible'] as const)(`a %s key and sq${reason('sq')}`, profile => {
  let shop: Workshop
  beforeAll(async () => {
    shop = await workshop(profile)
  })
  afterAll(() => shop.clean())

  it('sq opens what is sealed here', async () => {
    shop.write('sealed', await sealTo(shop.own.certificate, text))
    expect(shop.run('sq', 'decrypt', '--recipient-file', 'own.key', 'sealed')).toEqual(text)
  })

  it('sq reads a certificate with another subkey, seals to it, and opens what is sealed to it here', async () => {
    const { certificate, privateKey } = shop.own
    const drawn = await drawSubkey(privateKey, { date: new Date(), expiresInSeconds: 14 * 86_400 })
    shop.write('renewed.cert', await withSubkeysOf(certificate, drawn.certificate, new Date()))
    shop.write('drawn.key', drawn.privateKey)
    shop.run('sq', 'encrypt', '--for-file', 'renewed.cert', '--without-signature', '--output', 'to-subkey', 'plain')
    expect(await unseal([privateKey, drawn.privateKey], shop.read('to-subkey'))).toEqual(text)
    shop.write('sealed-to-subkey', await sealTo(String(shop.read('renewed.cert')), text))
    expect(shop.run('sq', 'decrypt', '--recipient-file', 'drawn.key', 'sealed-to-subkey')).toEqual(text)
  })

  it('sq verifies what is signed here', async () => {
    const { certificate, privateKey } = shop.own
    shop.write('message', await encryptAndSign({ recipient: certificate, signingKey: privateKey, data: text }))
    shop.write('signature', await signDetached(text, privateKey))
    const by = ['--signer-file', 'own.cert']
    expect(shop.run('sq', 'decrypt', '--recipient-file', 'own.key', ...by, 'message')).toEqual(text)
    shop.run('sq', 'verify', ...by, '--signature-file', 'signature', 'plain')
  })

  it('what sq seals and signs opens here', async () => {
    shop.run('sq', 'encrypt', '--for-file', 'own.cert', '--without-signature', '--output', 'from-sq', 'plain')
    expect(await unseal(shop.own.privateKey, shop.read('from-sq'))).toEqual(text)
    const to = ['--for-file', 'own.cert', '--signer-file', 'own.key']
    shop.run('sq', 'encrypt', ...to, '--output', 'signed-by-sq', 'plain')
    const message = shop.read('signed-by-sq')
    const opened = { privateKey: shop.own.privateKey, signer: pinned(shop.own), message, now: new Date() }
    expect(await decryptAndVerify(opened)).toEqual(text)
    shop.run('sq', 'sign', '--signer-file', 'own.key', '--signature-file', 'detached', 'plain')
    const signature = String(shop.read('detached'))
    await verifyDetached({ bytes: text, signature, signer: pinned(shop.own), now: new Date() })
  })
})

describe.skipIf(!installed('sq')).each(['rfc4880', 'rfc9580'])(`a certificate that sq made of %s`, made => {
  let shop: Workshop
  beforeAll(async () => {
    shop = await workshop('compatible')
    const options = ['--own-key', '--name', 'An agency', '--without-password', '--profile', made]
    shop.run('sq', 'key', 'generate', ...options, '--output', 'agency.key', '--rev-cert', 'agency.rev')
    shop.write('agency.cert', shop.run('sq', 'key', 'delete', '--cert-file', 'agency.key', '--output', '-'))
  })
  afterAll(() => shop.clean())

  // Of the v4 one too: what it can read it says itself, whatever its version.
  it.each(['modern', 'compatible'] as const)(
    'says that it reads SEIPDv2, and gets that, signed by a %s key',
    async profile => {
      const certificate = String(shop.read('agency.cert'))
      expect(await profileOf(certificate, new Date(Date.now() + 1000))).toBe('modern')
      const signer = await generateCertificate({ userId: 'Amparo XA redaction-sign', profile })
      shop.write('package', await encryptAndSign({ recipient: certificate, signingKey: signer.privateKey, data: text }))
      shop.write('signer.cert', signer.certificate)
      const opened = shop.run(
        'sq',
        'decrypt',
        '--recipient-file',
        'agency.key',
        '--signer-file',
        'signer.cert',
        'package',
      )
      expect(opened).toEqual(text)
      expect(new TextDecoder().decode(shop.run('sq', 'packet', 'dump', 'package'))).toMatch(
        /Protected Data Packet v2|Version: 2/,
      )
    },
  )
})

describe.skipIf(!installed('gpg'))(`a compatible key and gpg${reason('gpg')}`, () => {
  const quiet = ['--batch', '--quiet', '--trust-model', 'always']
  let shop: Workshop
  beforeAll(async () => {
    shop = await workshop('compatible')
    shop.run('gpg', ...quiet, '--import', 'own.key')
  })
  afterAll(() => {
    shop.attempt('gpgconf', '--kill', 'all')
    shop.clean()
  })

  it('gpg opens and verifies what is sealed and signed here', async () => {
    const { certificate, privateKey } = shop.own
    shop.write('sealed', await sealTo(certificate, text))
    shop.write('message', await encryptAndSign({ recipient: certificate, signingKey: privateKey, data: text }))
    shop.write('signature', await signDetached(text, privateKey))
    expect(shop.run('gpg', ...quiet, '--decrypt', 'sealed')).toEqual(text)
    expect(shop.run('gpg', ...quiet, '--decrypt', 'message')).toEqual(text)
    shop.run('gpg', ...quiet, '--verify', 'signature', 'plain')
  })

  it('what gpg seals and signs opens here', async () => {
    const to = ['--recipient', shop.own.fingerprint, '--output']
    shop.run('gpg', ...quiet, ...to, 'from-gpg', '--encrypt', 'plain')
    expect(await unseal(shop.own.privateKey, shop.read('from-gpg'))).toEqual(text)
    shop.run('gpg', ...quiet, ...to, 'signed-by-gpg', '--sign', '--encrypt', 'plain')
    const message = shop.read('signed-by-gpg')
    const opened = { privateKey: shop.own.privateKey, signer: pinned(shop.own), message, now: new Date() }
    expect(await decryptAndVerify(opened)).toEqual(text)
  })

  it('gpg seals to another subkey, once it has the certificate anew', async () => {
    const { certificate, privateKey, fingerprint } = shop.own
    const drawn = await drawSubkey(privateKey, { date: new Date(), expiresInSeconds: 14 * 86_400 })
    shop.write('renewed.cert', await withSubkeysOf(certificate, drawn.certificate, new Date()))
    shop.run('gpg', ...quiet, '--import', 'renewed.cert')
    shop.run('gpg', ...quiet, '--recipient', fingerprint, '--output', 'to-subkey', '--encrypt', 'plain')
    expect(await unseal([privateKey, drawn.privateKey], shop.read('to-subkey'))).toEqual(text)
    shop.write('drawn.key', drawn.privateKey)
    shop.run('gpg', ...quiet, '--import', 'drawn.key')
    shop.write('sealed-to-subkey', await sealTo(String(shop.read('renewed.cert')), text))
    expect(shop.run('gpg', ...quiet, '--decrypt', 'sealed-to-subkey')).toEqual(text)
  })

  it("a certificate that gpg made gets messages in gpg's own profile", async () => {
    shop.run('gpg', ...quiet, '--passphrase', '', '--quick-gen-key', 'An agency', 'future-default', 'default', 'never')
    const certificate = Buffer.from(shop.run('gpg', ...quiet, '--armor', '--export', 'An agency')).toString()
    expect(await profileOf(certificate, new Date(Date.now() + 1000))).toBe('compatible')
    expect(await fingerprintOf(certificate)).toMatch(/^[0-9a-f]{40}$/)
    shop.write('for-agency', await sealTo(certificate, text))
    expect(shop.run('gpg', ...quiet, '--decrypt', 'for-agency')).toEqual(text)
  })

  it('a message with a password as well, as gpg makes them, is refused', async () => {
    const to = ['--recipient', shop.own.fingerprint, '--output', 'symmetric']
    const password = ['--pinentry-mode', 'loopback', '--passphrase', 'guess']
    shop.run('gpg', ...quiet, ...password, ...to, '--symmetric', '--encrypt', 'plain')
    expect(await outcome(() => unseal(shop.own.privateKey, shop.read('symmetric')))).toBe('message_refused')
  })

  it('gpg reads what is signed in its own profile, and nothing that is signed in the other', async () => {
    const signers = await Promise.all(
      (['modern', 'compatible'] as const).map(profile =>
        generateCertificate({ userId: 'Amparo XA redaction-sign', profile }),
      ),
    )
    const statusOf = async ({ certificate, privateKey }: GeneratedCertificate) => {
      shop.write(
        'package',
        await encryptAndSign({ recipient: shop.own.certificate, signingKey: privateKey, data: text }),
      )
      shop.write('signer.cert', certificate)
      shop.attempt('gpg', ...quiet, '--import', 'signer.cert')
      const { status, stdout } = shop.attempt('gpg', ...quiet, '--decrypt', 'package')
      return [status, stdout.toString()]
    }
    const [modern, compatible] = signers
    if (modern === undefined || compatible === undefined) throw new Error('no signers')
    expect(await statusOf(compatible)).toEqual([0, new TextDecoder().decode(text)])
    expect((await statusOf(modern))[0]).not.toBe(0)
  })

  it('gpg cannot read a modern certificate, which is why there are two profiles', async () => {
    const modern = await generateCertificate({ userId: 'modern', profile: 'modern' })
    shop.write('modern.cert', modern.certificate)
    expect(shop.attempt('gpg', ...quiet, '--import', 'modern.cert').status).not.toBe(0)
  })
})
