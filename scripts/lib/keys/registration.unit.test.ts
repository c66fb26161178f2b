import { readFileSync } from 'node:fs'
import { certificateName, fingerprintOf, generateCertificate, revoke } from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test } from 'vitest'
import { isConsistent } from '../../../services/directory/src/domain/consistency.ts'
import { directoryOf } from '../hubs/directory.ts'
import { type HubCertificates, makeHubKeys } from '../hubs/keys.ts'
import { layout } from '../hubs/layout.ts'
import { nextStatement } from '../hubs/statement.ts'
import { register, registered, registerToo } from './registration.ts'
import { withCertificate, withoutCertificate } from './statement.ts'

const state = tempDir('registration')
afterAll(() => removeTempDir(state))
const now = new Date(Date.now() + 60_000)
const idOf = (last: number) => `0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a000${last}`
const agencies = ['shelter', 'central_authority', 'ombudsman'].map((type, i) => ({
  ...{ agencyId: idOf(i + 1), type, name: type, services: [], dutyPhone: '', takesMinors: true },
}))
const SHELTER = idOf(1)

async function hubOf(hub: string) {
  const paths = layout(state).hub(hub)
  const certificates: HubCertificates = await makeHubKeys(paths, hub, agencies)
  const ports = { nats: 1, services: {} as never }
  const installed = { hub, ports, agencies, users: [], databasePasswords: {} }
  return { paths, known: { installed, certificates, issuer: 'https://accounts.example' } }
}
const [xa, xb] = [await hubOf('XA'), await hubOf('XB')]
const [ofXa, ofXb] = [xa, xb].map(({ known }) => directoryOf(known, [xa.known, xb.known], new Date()))
if (ofXa === undefined || ofXb === undefined) throw new TypeError('no statement')
const userId = certificateName({ hub: 'XB', use: 'agency', agencyId: SHELTER })
const made = await generateCertificate({ userId, profile: 'compatible' })
const { certificate, fingerprint } = made
const BOTH = ['central_authority', 'ombudsman']
const registering = (by = BOTH, heard = fingerprint) => ({ paths: xb.paths, statement: ofXb, heard, by })
const inXb = { statement: ofXb, now }
const heldByAgency = { heldByAgency: true, now }
const keysOf = async (of: Pick<typeof ofXb, 'agencies'>, hub = 'XB') => {
  const agency = of.agencies.find(one => one.hub === hub && one.agencyId === SHELTER)
  return Promise.all((agency?.certificates ?? []).map(async one => [await fingerprintOf(one.armored), one.hubHeld]))
}

test('two institutions sign that the agency holds the key, each with the fingerprint as it heard it; then a statement names it so', async () => {
  const first = await register(certificate, registering(['central_authority']))
  await expect(registered(first, inXb)).rejects.toMatchObject({ code: 'letter_not_signed' })
  const file = await registerToo(first, registering(['ombudsman'], fingerprint.toUpperCase().replace(/..../g, '$& ')))
  const read = await registered(file, inXb)
  expect(read.signedBy.map(({ type }) => type)).toEqual(BOTH)

  const jurisdictionKey = readFileSync(xb.paths.jurisdictionKey, 'utf8')
  const named = nextStatement(
    ofXb,
    await withCertificate(ofXb, read.certificate, { jurisdictionKey, ...heldByAgency }),
    now,
  )
  expect(isConsistent(named)).toBe(true)
  const [[hubHeld] = []] = await keysOf(ofXb)
  expect(await keysOf(named)).toEqual([
    [hubHeld, true],
    [fingerprint, false],
  ])
  // What the other jurisdiction states is what this one has certified, by the same file.
  const certified = named.agencies.flatMap(one => one.certificates).find(one => !one.hubHeld)?.armored ?? ''
  const abroad = { jurisdictionKey: readFileSync(xa.paths.jurisdictionKey, 'utf8'), ...heldByAgency }
  const inXa = await registered(file, { statement: ofXa, now, certified })
  expect(await keysOf(await withCertificate(ofXa, inXa.certificate, abroad))).toContainEqual([fingerprint, false])

  // Revoked it stays the agency's own, and the hub's leaves no other.
  const revoked = await revoke(certified, made.privateKey, 'compromised')
  const next = nextStatement(named, await withCertificate(named, revoked, { jurisdictionKey, now }), now)
  expect(await keysOf(next)).toContainEqual([fingerprint, false])
  const alone = await withoutCertificate(next, String(hubHeld))
  expect(await keysOf(alone)).toEqual([[fingerprint, false]])
})

test('one of them twice, two of another hub, or a file that was changed is not enough', async () => {
  const twice = await register(certificate, registering(['ombudsman', 'ombudsman']))
  await expect(registered(twice, inXb)).rejects.toMatchObject({ code: 'letter_not_signed' })
  const foreign = await register(certificate, { ...registering(), paths: xa.paths })
  await expect(registered(foreign, inXb)).rejects.toMatchObject({ code: 'letter_not_signed' })
  const file = await register(certificate, registering())
  const other = await generateCertificate({ userId, profile: 'compatible' })
  const changed = JSON.parse(file)
  changed.letter = changed.letter.replace(fingerprint, other.fingerprint)
  await expect(registered(JSON.stringify(changed), inXb)).rejects.toThrow('another fingerprint')
  const letter = { ...JSON.parse(changed.letter), certificate: other.certificate }
  const both = JSON.stringify({ ...changed, letter: JSON.stringify(letter) })
  await expect(registered(both, inXb)).rejects.toMatchObject({ code: 'letter_not_signed' })
})

test('another fingerprint than was heard, another user id, and what its hub holds already are refused', async () => {
  await expect(register(certificate, registering(BOTH, fingerprint.replace(/.$/, '0x')))).rejects.toThrow('read it out')
  const { certificate: stranger, fingerprint: its } = await generateCertificate({
    userId: 'Shelter',
    profile: 'modern',
  })
  await expect(register(stranger, registering(BOTH, its))).rejects.toThrow('user id')
  const held = ofXb.agencies.find(one => one.hub === 'XB' && one.agencyId === SHELTER)?.certificates[0]?.armored ?? ''
  const jurisdictionKey = readFileSync(xb.paths.jurisdictionKey, 'utf8')
  await expect(withCertificate(ofXb, held, { jurisdictionKey, ...heldByAgency })).rejects.toThrow(
    'held by somebody else',
  )
})
