import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DirectoryStatement } from '@amparo/contracts'
import {
  certificateName,
  certify,
  fingerprintOf,
  generateCertificate,
  isRevoked,
  verifyCertifiedBy,
} from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test, vi } from 'vitest'
import { verifyDirectory } from '../../../services/directory/src/commands/verify-directory.ts'
import { directoryOf } from '../hubs/directory.ts'
import { makeHubKeys } from '../hubs/keys.ts'
import { layout } from '../hubs/layout.ts'
import { certifyingKeys, jurisdictionKeyOf, nextStatement, statementIn, writeStatement } from '../hubs/statement.ts'
import { changeAuthority, endAuthority } from './authority.ts'
import { checkAuthorityLetter, confirmAuthority, signAuthorityLetter, withAuthority } from './authority-letter.ts'
import { authoritiesIn, ownEntry, withCertificate } from './statement.ts'

const state = tempDir('authority')
afterAll(() => removeTempDir(state))
const agencies = ['shelter', 'central_authority', 'ombudsman'].map((type, i) => ({
  ...{ agencyId: `0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a000${i + 1}`, type, name: type, services: [], dutyPhone: '' },
  takesMinors: true,
}))
const SQ = 'sq'
const BOTH = ['central_authority', 'ombudsman']
const HUBS = ['XA', 'XB'] as const
type Hub = (typeof HUBS)[number]
const paths = { XA: layout(state).hub('XA'), XB: layout(state).hub('XB') }
const certificatesOf = {
  XA: await makeHubKeys(paths.XA, 'XA', agencies),
  XB: await makeHubKeys(paths.XB, 'XB', agencies),
}
const known = HUBS.map(hub => {
  const installed = { hub, ports: { nats: 1, services: {} as never }, agencies, users: [], databasePasswords: {} }
  return { installed, certificates: certificatesOf[hub], issuer: 'https://accounts.example' }
})
for (const own of known) await writeStatement(paths[own.installed.hub as Hub], directoryOf(own, known, new Date()))

let minutes = 1
/** Each later than the one before: statements have to be heard of. */
const later = () => {
  minutes += 2
  return new Date(Date.now() + minutes * 60_000)
}
const stated = (hub: Hub): DirectoryStatement => statementIn(paths[hub].directoryStatement)
const entryIn = (hub: Hub, of: string) => {
  const entry = stated(hub).hubs.find(one => one.hub === of)
  if (entry === undefined) throw new TypeError(of)
  return entry
}
const current = async () => fingerprintOf(ownEntry(stated('XA')).jurisdictionCertificate)
const change = (compromised = false, by = BOTH) =>
  changeAuthority({ paths: paths.XA, hub: 'XA', now: later() }, { compromised, by })
const end = (heard: string[] = [], compromised = false) =>
  endAuthority({ paths: paths.XA, hub: 'XA', now: later() }, { compromised, peers: [stated('XB')], heard })
const inXb = () => ({ statement: stated('XB'), now: later() })
const confirming = (heard: string, by = BOTH) => ({ ...inXb(), paths: paths.XB, heard, by })
async function take(letter: string, confirmation: string): Promise<void> {
  const { statement, now } = inXb()
  const jurisdictionKey = jurisdictionKeyOf(paths.XB, 'XB')
  const next = await withAuthority(letter, confirmation, { statement, now, jurisdictionKey })
  await writeStatement(paths.XB, nextStatement(statement, next, now))
}
/** What XB names of XA and believes, by certificate. */
async function believed(by: string): Promise<boolean[]> {
  const ofXa = [entryIn('XB', 'XA'), ...stated('XB').agencies.filter(({ hub }) => hub === 'XA')]
  const now = later()
  const checks = await Promise.allSettled(
    ofXa
      .flatMap(one => one.certificates.map(({ armored }) => armored))
      .map(armored => verifyCertifiedBy(armored, by, { now })),
  )
  return checks.map(({ status }) => status === 'fulfilled')
}
const ALL = Array.from({ length: 8 }, () => true)
const NONE = ALL.map(() => false)
/** Directory itself takes what was written. */
async function isTaken(hub: Hub): Promise<void> {
  const signed = JSON.parse(readFileSync(paths[hub].directoryStatement, 'utf8'))
  const jurisdiction = readFileSync(paths[hub].jurisdictionCertificate, 'utf8')
  await verifyDirectory(signed, { hub, jurisdiction, now: later() })
}

test('the next key of a jurisdiction takes its place, is confirmed by two institutions of a peer, and the one before is ended', async () => {
  const old = ownEntry(stated('XA')).jurisdictionCertificate
  const letter = await change(false, ['central_authority'])
  const next = await current()
  expect(next).not.toBe(await fingerprintOf(old))
  // Asked again it draws no third key.
  expect(await change()).toBe(letter)
  await isTaken('XA')
  await expect(checkAuthorityLetter(letter, inXb())).rejects.toMatchObject({ code: 'letter_not_signed' })
  const both = await signAuthorityLetter(paths.XA, letter, ['ombudsman'])
  expect((await checkAuthorityLetter(both, inXb())).signedBy.map(({ type }) => type)).toEqual(BOTH)

  // A peer that has not heard goes on with what it has, and with what is certified meanwhile.
  expect(await believed(old)).toEqual(ALL)
  const more = await generateCertificate({
    userId: certificateName({ hub: 'XA', use: 'exchange-sign' }),
    profile: 'modern',
  })
  const naming = {
    jurisdictionKey: jurisdictionKeyOf(paths.XA, 'XA'),
    certifying: certifyingKeys(paths.XA, 'XA'),
    now: later(),
  }
  const { hubs } = await withCertificate(stated('XA'), more.certificate, naming)
  const meanwhile = hubs
    .flatMap(({ certificates }) => certificates)
    .find(
      ({ armored }) =>
        !entryIn('XA', 'XA').certificates.some(one => one.armored === armored) &&
        !entryIn('XA', 'XB').certificates.some(one => one.armored === armored),
    )
  for (const by of [old, ownEntry(stated('XA')).jurisdictionCertificate])
    await verifyCertifiedBy(meanwhile?.armored ?? '', by, { now: later() })

  await expect(confirmAuthority(both, confirming(await fingerprintOf(old)))).rejects.toThrow('read it out again')
  const first = await confirmAuthority(
    both,
    confirming(next.toUpperCase().replaceAll(/(.{4})/g, '$1 '), ['central_authority']),
  )
  await expect(take(both, first)).rejects.toMatchObject({ code: 'letter_not_signed' })
  await expect(end()).rejects.toThrow('of XB does not name the next key yet')
  await take(both, await confirmAuthority(both, confirming(next, ['ombudsman']), first))
  await isTaken('XB')
  expect(await believed(entryIn('XB', 'XA').jurisdictionCertificate)).toEqual(ALL)
  await expect(checkAuthorityLetter(both, inXb())).rejects.toThrow('already')

  expect(await end()).toBe(await fingerprintOf(old))
  await isTaken('XA')
  expect(existsSync(paths.XA.jurisdictionKeyBefore)).toBe(false)
  expect(await isRevoked(readFileSync(paths.XA.jurisdictionRevoked, 'utf8'))).toBe(true)
  expect(ownEntry(stated('XA')).ended).toEqual([await fingerprintOf(old)])
  for (const { armored } of ownEntry(stated('XA')).certificates) {
    await verifyCertifiedBy(armored, ownEntry(stated('XA')).jurisdictionCertificate, { now: later() })
    await expect(verifyCertifiedBy(armored, old, { now: later() })).rejects.toMatchObject({
      code: 'certificate_not_trusted',
    })
  }
  await expect(end()).rejects.toThrow('no key before')
})

test.skipIf(spawnSync(SQ, ['--version']).error !== undefined)(
  'to sq, which trusts the key before alone, the next one is the authority of its own hub and of no other',
  async () => {
    const home = join(state, 'sq')
    const old = ownEntry(stated('XA')).jurisdictionCertificate
    await change()
    const now = ownEntry(stated('XA'))
    const stranger = await generateCertificate({ userId: 'Amparo XC redaction-sign', profile: 'modern' })
    const foreign = await certify(stranger.certificate, jurisdictionKeyOf(paths.XA, 'XA'))
    const file = join(state, 'authorities.asc')
    writeFileSync(file, `${authoritiesIn(stated('XA'))}\n${foreign}`)
    chmodSync(state, 0o700)
    const sq = (...args: string[]) =>
      spawnSync(SQ, args, { env: { PATH: '/usr/bin:/bin', HOME: home, SEQUOIA_HOME: home } })
    expect(sq('cert', 'import', file).status).toBe(0)
    writeFileSync(file, old)
    expect(sq('cert', 'import', file).status).toBe(0)
    const signer = now.certificates.find(({ use }) => use === 'redaction_sign')?.armored ?? ''
    const authentic = async (root: string, of: string, name: string, at: Date) =>
      sq(
        '--time',
        at.toISOString().replace(/\.\d+Z$/, 'Z'),
        '--trust-root',
        await fingerprintOf(root),
        'pki',
        'authenticate',
        ...['--cert', await fingerprintOf(of), '--userid', name],
      ).status === 0
    const at = later()
    expect(await authentic(old, now.jurisdictionCertificate, 'Amparo XA jurisdiction', at)).toBe(true)
    expect(await authentic(now.jurisdictionCertificate, signer, 'Amparo XA redaction-sign', at)).toBe(true)
    expect(await authentic(old, stranger.certificate, 'Amparo XC redaction-sign', at)).toBe(false)
    expect(await authentic(now.jurisdictionCertificate, stranger.certificate, 'Amparo XC redaction-sign', at)).toBe(
      true,
    )
    expect(
      await authentic(
        now.jurisdictionCertificate,
        entryIn('XA', 'XB').jurisdictionCertificate,
        'Amparo XB jurisdiction',
        at,
      ),
    ).toBe(true)
    await end(['XB'])
  },
)

test('a stolen key ends what it has certified, has no successor, and another is taken for what it is only by its fingerprint', async () => {
  // XB has missed a change: it knows the key before.
  const thief = jurisdictionKeyOf(paths.XA, 'XA')
  const letter = await change(true)
  await isTaken('XA')
  expect(existsSync(paths.XA.jurisdictionKeyBefore)).toBe(false)
  const next = await current()
  const revoked = readFileSync(paths.XA.jurisdictionRevoked, 'utf8')
  expect(await isRevoked(revoked)).toBe(true)

  // Broken off before the stolen one was destroyed here, it goes on, and takes the next one for stolen as little as for another.
  writeFileSync(paths.XA.jurisdictionKeyBefore, thief)
  expect(await change(true)).toBe(letter)
  expect([await current(), existsSync(paths.XA.jurisdictionKeyBefore)]).toEqual([next, false])
  const before = entryIn('XB', 'XA').jurisdictionCertificate
  expect(await believed(before)).toEqual(ALL)
  const checked = await checkAuthorityLetter(letter, inXb())
  expect(checked.letter.reason).toBe('compromised')
  // In the name of one that was passed on it is believed only if the key that is known says so.
  const file = JSON.parse(letter)
  const asSucceeded = { ...file, letter: file.letter.replace('"reason":"compromised"', '"reason":"succeeded"') }
  await expect(checkAuthorityLetter(JSON.stringify(asSucceeded), inXb())).rejects.toThrow('has not signed')
  await take(letter, await confirmAuthority(letter, confirming(next)))
  await isTaken('XB')
  const now = entryIn('XB', 'XA')
  expect(now.replaced).toEqual([await fingerprintOf(before)])
  expect(await believed(now.jurisdictionCertificate)).toEqual(ALL)
  expect(await believed(before)).toEqual(NONE)
  const fake = await generateCertificate({
    userId: certificateName({ hub: 'XA', use: 'exchange-sign' }),
    profile: 'modern',
  })
  const byThief = await certify(fake.certificate, thief)
  await expect(
    withCertificate(stated('XB'), byThief, { jurisdictionKey: jurisdictionKeyOf(paths.XB, 'XB'), now: later() }),
  ).rejects.toThrow('has not certified it')
})

test('what a peer’s key says of itself, that it is revoked, is stated without asking anybody', async () => {
  const named = entryIn('XB', 'XA').jurisdictionCertificate
  const letter = await change(true)
  const revoked = readFileSync(paths.XA.jurisdictionRevoked, 'utf8')
  const by = { jurisdictionKey: jurisdictionKeyOf(paths.XB, 'XB'), now: later() }
  const statement = stated('XB')
  await writeStatement(paths.XB, nextStatement(statement, await withCertificate(statement, revoked, by), by.now))
  expect(await fingerprintOf(entryIn('XB', 'XA').jurisdictionCertificate)).toBe(await fingerprintOf(named))
  expect(await believed(entryIn('XB', 'XA').jurisdictionCertificate)).toEqual(NONE)
  await take(letter, await confirmAuthority(letter, confirming(await current())))
  expect(await believed(entryIn('XB', 'XA').jurisdictionCertificate)).toEqual(ALL)
})

test('a key that is lost is replaced without it', async () => {
  rmSync(paths.XA.jurisdictionKey)
  await expect(change()).rejects.toThrow('not here')
  const before = await current()
  await change(true)
  expect(await current()).not.toBe(before)
  expect(ownEntry(stated('XA')).replaced).toContain(before)
  await isTaken('XA')
})

test('a key that is drawn seconds after the change began takes its place all the same', async () => {
  const apart = tempDir('drawn-later')
  const own = layout(apart).hub('XA')
  const installed = { hub: 'XA', ports: { nats: 1, services: {} as never }, agencies, users: [], databasePasswords: {} }
  const certificates = await makeHubKeys(own, 'XA', agencies)
  const hub = { installed, certificates, issuer: 'https://accounts.example' }
  await writeStatement(own, directoryOf(hub, [hub], new Date()))
  const began = new Date(Date.now() + 10_000)
  vi.useFakeTimers({ toFake: ['Date'], now: began.getTime() + 3_000 })
  try {
    await changeAuthority({ paths: own, hub: 'XA', now: began }, { compromised: false, by: BOTH })
    const jurisdiction = readFileSync(own.jurisdictionCertificate, 'utf8')
    await verifyDirectory(JSON.parse(readFileSync(own.directoryStatement, 'utf8')), {
      ...{ hub: 'XA', jurisdiction, now: new Date() },
    })
  } finally {
    vi.useRealTimers()
    removeTempDir(apart)
  }
})
