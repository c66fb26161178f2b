import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type CertificateUse,
  certificateName,
  certify,
  fingerprintOf,
  generateCertificate,
  introduce,
  type Profile,
  verifyCertifiedBy,
} from '../src/web.ts'

const installed = (program: string) => spawnSync(program, ['--version']).error === undefined
const dir = mkdtempSync(join(tmpdir(), 'amparo-introduced-'))
chmodSync(dir, 0o700)
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: dir, GNUPGHOME: dir, SEQUOIA_HOME: join(dir, 'sq') }
const attempt = (program: string, args: readonly string[], input?: string) =>
  spawnSync(program, args, { cwd: dir, env, ...(input !== undefined && { input }) })
function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = attempt(program, args)
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout.toString()
}

/** Two jurisdictions that have introduced each other, and what the other one has certified: of its own hub, and of a third that is not its to vouch for. */
async function twoHubs(profile: Profile) {
  const generate = (hub: string, use: CertificateUse) =>
    generateCertificate({ userId: certificateName({ hub, use }), profile, date: new Date(Date.now() - 60_000) })
  const [xa, xb] = [await generate('XA', 'jurisdiction'), await generate('XB', 'jurisdiction')]
  const signer = await generate('XB', 'redaction-sign-compatible')
  const stranger = await generate('XC', 'redaction-sign-compatible')
  const all = {
    xa: await introduce(xa.certificate, xb.privateKey, { hub: 'XA' }),
    xb: await introduce(xb.certificate, xa.privateKey, { hub: 'XB' }),
    signer: await certify(signer.certificate, xb.privateKey),
    stranger: await certify(stranger.certificate, xb.privateKey),
  }
  for (const [name, armored] of Object.entries(all)) writeFileSync(join(dir, `${profile}-${name}.asc`), armored)
  return { ...all, xaKey: xa.privateKey, files: Object.keys(all).map(name => `${profile}-${name}.asc`) }
}
const SIGNER = 'Amparo XB redaction-sign-compatible'
const STRANGER = 'Amparo XC redaction-sign-compatible'

it.each(['modern', 'compatible'] as const)('a %s jurisdiction that was introduced vouches as before', async profile => {
  const { xb, signer, xaKey } = await twoHubs(profile)
  await verifyCertifiedBy(signer, xb, { now: new Date(), userId: SIGNER })
  await expect(introduce(xb, xaKey, { hub: 'XC' })).rejects.toMatchObject({ code: 'certificate_not_trusted' })
})

describe.skipIf(!installed('sq')).each(['modern', 'compatible'] as const)('sq, of %s keys', profile => {
  it('finds the way from either jurisdiction to what the other has certified of its own hub, and to nothing else', async () => {
    const { xa, xb, signer, stranger, files } = await twoHubs(profile)
    run('sq', 'cert', 'import', ...files)
    const authentic = async (root: string, certificate: string, userId: string) => {
      const of = ['--cert', await fingerprintOf(certificate), '--userid', userId]
      return attempt('sq', ['--trust-root', await fingerprintOf(root), 'pki', 'authenticate', ...of]).status === 0
    }
    expect(await authentic(xa, xb, 'Amparo XB jurisdiction')).toBe(true)
    expect(await authentic(xb, xa, 'Amparo XA jurisdiction')).toBe(true)
    expect(await authentic(xa, signer, SIGNER)).toBe(true)
    expect(await authentic(xa, stranger, STRANGER)).toBe(false)
    expect(await authentic(xb, stranger, STRANGER)).toBe(true)
  })
})

describe.skipIf(!installed('gpg'))('gpg, of keys that it reads', () => {
  it('shows that each jurisdiction has certified the other', async () => {
    const { xa, xb, signer, files } = await twoHubs('compatible')
    run('gpg', '--batch', '--quiet', '--import', ...files)
    const certifiers = async (certificate: string) =>
      run('gpg', '--batch', '--with-colons', '--check-sigs', await fingerprintOf(certificate))
        .split('\n')
        .filter(line => line.startsWith('sig:!:'))
        .map(line => line.split(':')[12]?.toLowerCase())
    expect(await certifiers(xb)).toContain(await fingerprintOf(xa))
    expect(await certifiers(xa)).toContain(await fingerprintOf(xb))
    expect(await certifiers(signer)).toContain(await fingerprintOf(xb))
  })

  it('shows that a jurisdiction’s key has made the next one its successor, and that both have certified what is of their hub', async () => {
    const [old, next, signer] = await Promise.all(
      (['jurisdiction', 'jurisdiction', 'redaction-sign-compatible'] as const).map(use =>
        generateCertificate({
          ...{ userId: certificateName({ hub: 'XD', use }), profile: 'compatible' },
          date: new Date(Date.now() - 60_000),
        }),
      ),
    )
    if (old === undefined || next === undefined || signer === undefined) throw new TypeError('not made')
    const all = {
      old: old.certificate,
      next: await introduce(next.certificate, old.privateKey, { hub: 'XD' }),
      signer: await certify(await certify(signer.certificate, next.privateKey), old.privateKey),
    }
    for (const [name, armored] of Object.entries(all)) writeFileSync(join(dir, `next-${name}.asc`), armored)
    run('gpg', '--batch', '--quiet', '--import', ...Object.keys(all).map(name => `next-${name}.asc`))
    const certifiers = (fingerprint: string) =>
      run('gpg', '--batch', '--with-colons', '--check-sigs', fingerprint)
        .split('\n')
        .filter(line => line.startsWith('sig:!:'))
        .map(line => line.split(':')[12]?.toLowerCase())
    expect(certifiers(next.fingerprint)).toContain(old.fingerprint)
    expect(certifiers(signer.fingerprint)).toEqual(expect.arrayContaining([old.fingerprint, next.fingerprint]))
  })
})
