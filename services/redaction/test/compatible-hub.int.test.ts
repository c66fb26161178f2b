import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromBinary, messageBuilt, PackageSchema, packageBuilt } from '@amparo/contracts'
import { decryptAndVerify } from '@amparo/crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { IDENTITY, NARRATIVE } from './fixtures/neighbours.ts'
import { PEER, SENDER, WORKER } from './fixtures/parties.ts'
import { usePeer } from './fixtures/peer.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'

const service = await useRedaction()
const { certificates, keyStore, post, register, state, told } = service
const { jurisdiction, known, aPackage, takeIn, abroad } = await usePeer(service)
const compatible = { profile: 'compatible' } as const
/** A hub whose agencies have keys that gpg 2.4 reads, and which signs with one. */
const agency = await jurisdiction.certified('agency', PEER.agencyId, compatible)
const sign = await jurisdiction.certified('redaction-sign', undefined, compatible)
const own = await certificates.jurisdiction.certified('redaction-sign-compatible', undefined, compatible)
await keyStore.savePrivateKey('sign-compatible', own.privateKey)
const subjectRef = await register()

beforeEach(() => {
  known()
  state.hubs.set('XB', { jurisdiction, sign })
  state.agencies.set(`XB/${PEER.agencyId}`, agency)
  state.categories = [IDENTITY, NARRATIVE]
})

const packageOf = async (referralId: string) =>
  (await told(packageBuilt)).find(built => built.referralId === referralId)?.ciphertext ?? new Uint8Array()
const signer = { certificate: own.armored, fingerprint: own.fingerprint }

const GPG = { program: 'gpg', daemons: 'gpgconf' }
const hasGpg = spawnSync(GPG.program, ['--version']).error === undefined
const dir = mkdtempSync(join(tmpdir(), 'amparo-gpg-'))
chmodSync(dir, 0o700)
const gpg = (...args: string[]) => {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: dir, GNUPGHOME: dir }
  return spawnSync(GPG.program, ['--batch', '--trust-model', 'always', '--status-fd', '2', ...args], { cwd: dir, env })
}
afterAll(() => {
  spawnSync(GPG.daemons, ['--kill', 'all'], { env: { PATH: '/usr/bin:/bin', GNUPGHOME: dir } })
  rmSync(dir, { recursive: true, force: true })
})

describe('a hub whose certificates are of the compatible profile', () => {
  test('gets packages that its agency opens, signed with the key that such programs read', async () => {
    const message = await packageOf(await abroad(subjectRef))
    const data = await decryptAndVerify({ privateKey: agency.privateKey, signer, message, now: new Date() })
    expect(fromBinary(PackageSchema, data)).toMatchObject({ to: PEER, recipientFingerprint: agency.fingerprint })
  })

  test.skipIf(!hasGpg)('gets packages that gpg 2.4 opens and verifies', async () => {
    const message = await packageOf(await abroad(subjectRef))
    // gpg takes no certificate in which there is a certification of OpenPGP v6, as the jurisdiction's is: whoever uses it compares fingerprints.
    for (const [name, content] of Object.entries({ key: agency.privateKey, signer: own.bare, package: message }))
      writeFileSync(join(dir, name), content)
    expect(gpg('--import', 'key', 'signer').status).toBe(0)
    const { status, stdout, stderr } = gpg('--decrypt', 'package')
    expect(status).toBe(0)
    expect(fromBinary(PackageSchema, new Uint8Array(stdout))).toMatchObject({ from: SENDER, to: PEER })
    expect(stderr.toString()).toMatch(new RegExp(`VALIDSIG ${own.fingerprint.toUpperCase()}`))
  })

  test('gets messages in the same way', async () => {
    const referralId = await abroad(subjectRef)
    const text = { referralId, lang: 'es', text: 'Hay una plaza libre desde el lunes.', attachments: [] }
    expect(await post(CASEWORKER, '/messages', text)).toMatchObject({ status: 201 })
    const built = (await told(messageBuilt)).find(message => message.referralId === referralId)
    const message = built?.ciphertext ?? new Uint8Array()
    const data = await decryptAndVerify({ privateKey: agency.privateKey, signer, message, now: new Date() })
    expect(data.length).toBeGreaterThan(0)
  })

  test('sends packages that are taken in here', async () => {
    const { opened, refused } = await takeIn(await aPackage({}, { signer: sign.privateKey }))
    expect([opened?.from, refused]).toMatchObject([PEER, undefined])
  })

  test('is believed by either of two keys, of which one is for programs that read no other', async () => {
    const next = await jurisdiction.certified('redaction-sign')
    const old = await jurisdiction.certified('redaction-sign-compatible', undefined, compatible)
    state.hubs.set('XB', { jurisdiction, sign: next, signCompatible: old })
    for (const { privateKey } of [next, old])
      expect((await takeIn(await aPackage({}, { signer: privateKey }))).opened).toBeDefined()
    // Certified for the one use, it does not stand in for the other.
    state.hubs.set('XB', { jurisdiction, sign: old })
    expect((await takeIn(await aPackage({}, { signer: old.privateKey }))).refused).toMatchObject({
      code: 'certificate_not_trusted',
    })
  })
})

test('a hub that has no key for such programs signs with its own, which other hubs read', async () => {
  await keyStore.savePrivateKey('sign-compatible', certificates.packageSign.privateKey)
  const message = await packageOf(await abroad(subjectRef, { users: [WORKER] }))
  const { armored: certificate, fingerprint } = certificates.packageSign
  const opening = { privateKey: agency.privateKey, signer: { certificate, fingerprint }, now: new Date() }
  expect((await decryptAndVerify({ ...opening, message })).length).toBeGreaterThan(0)
})
