import type { DirectoryStatement, SignedSuccession } from '@amparo/contracts'
import { directoryHub } from '@amparo/contracts'
import {
  asOwnerMade,
  certificateName,
  certify,
  drawSubkey,
  generateCertificate,
  revoke,
  signDetached,
  verifyCertifiedBy,
} from '@amparo/crypto'
import { beforeEach, expect, test } from 'vitest'
import { keepRenewed, renewCertificate } from '../src/commands/renew-certificate.ts'
import { useDirectory } from './fixtures/service.ts'
import { armored, aStatement, jurisdiction, sealKey, signed } from './fixtures/statement.ts'

const { take, pin, get, keyNews, redaction, store, log } = await useDirectory()
type Made = Awaited<ReturnType<typeof generateCertificate>>
type Entry = DirectoryStatement['hubs'][number]

const drawn = (hub: string) => generateCertificate({ userId: `Amparo ${hub} jurisdiction`, profile: 'modern' })
const refused = { code: 'authority_not_succeeded' }
const SIGNER = { now: new Date(Date.now() + 60_000), userId: certificateName({ hub: 'XB', use: 'exchange-sign' }) }

async function succession(from: Made, to: Made, by = { from, to }, hub = 'XB'): Promise<SignedSuccession> {
  const of = { kind: 'authority-succession', hub, from: from.fingerprint, to: to.fingerprint }
  const statement = JSON.stringify({ ...of, issuedAt: new Date().toISOString() })
  const bytes = new TextEncoder().encode(statement)
  const [signature, acceptance] = await Promise.all([by.from, by.to].map(key => signDetached(bytes, key.privateKey)))
  return { statement, signature: signature ?? '', acceptance: acceptance ?? '', certificate: to.certificate }
}

let version = 1
/** XA's next statement, with the entry of XB changed. */
async function stating(changes: Partial<Entry>) {
  version += 1
  const hubs = aStatement().hubs.map(entry => (entry.hub === 'XB' ? { ...entry, ...changes } : entry))
  return signed(aStatement({ version, hubs }))
}
const knownOfXb = async () => {
  const { hub } = await redaction.ask(directoryHub, { hub: 'XB' })
  return { fingerprint: hub?.jurisdictionFingerprint, armored: hub?.jurisdictionArmored ?? '' }
}
const told = async () =>
  (await keyNews()).at(-1)?.changes.flatMap(({ what, use, hub, fingerprint }) => {
    return use === 'jurisdiction' ? [`${what} ${hub} ${fingerprint}`] : []
  })
const FIRST = jurisdiction.XB

beforeEach(async () => {
  // Whatever the test before has left: XB has the key with which it began.
  version += 1
  const fingerprint = (await knownOfXb()).fingerprint
  const hubs = aStatement().hubs.map(entry =>
    entry.hub === 'XB' && fingerprint !== undefined ? { ...entry, replaced: [fingerprint] } : entry,
  )
  await take(await signed(aStatement({ version, hubs })))
})

test('a peer’s next key is followed when the one before has signed it, and what the old one certifies is believed no more', async () => {
  const next = await drawn('XB')
  const certified = await certify(armored.exchange, next.privateKey)
  const certificates = [{ armored: certified, use: 'exchange_sign' as const, hubHeld: true as const }]
  const successions = [await succession(FIRST, next)]
  await take(await stating({ jurisdictionCertificate: next.certificate, certificates, successions }))
  const known = await knownOfXb()
  expect(known.fingerprint).toBe(next.fingerprint)
  expect(await told()).toEqual([
    `delisted XB ${FIRST.fingerprint}`,
    `listed XB ${next.fingerprint}`,
    `succeeded XB ${next.fingerprint}`,
  ])
  // The same certificate, under either: who has not heard yet goes on.
  await verifyCertifiedBy(certified, known.armored, SIGNER)
  await verifyCertifiedBy(certified, FIRST.certificate, SIGNER)
  await expect(verifyCertifiedBy(armored.spare[0], known.armored, SIGNER)).rejects.toMatchObject({
    code: 'certificate_not_trusted',
  })
  // Nor does the old one make another its successor: it is known no more.
  const rival = await drawn('XB')
  const again = [...successions, await succession(FIRST, rival)]
  await expect(
    take(await stating({ jurisdictionCertificate: rival.certificate, successions: again })),
  ).rejects.toMatchObject(refused)
  await expect(take(await stating({ successions }))).rejects.toMatchObject(refused)
  expect((await knownOfXb()).fingerprint).toBe(next.fingerprint)
})

test('a directory that missed a statement follows through the key between, and through no gap', async () => {
  const [second, third] = [await drawn('XB'), await drawn('XB')]
  const steps = [await succession(FIRST, second), await succession(second, third)]
  const to = { jurisdictionCertificate: third.certificate }
  await expect(take(await stating({ ...to, successions: steps.slice(1) }))).rejects.toMatchObject(refused)
  await take(await stating({ ...to, successions: steps }))
  expect((await knownOfXb()).fingerprint).toBe(third.fingerprint)
})

test('another key is refused that the old one has not signed, that it signed for another hub, or that has not agreed itself', async () => {
  const [next, stranger] = [await drawn('XB'), await drawn('XB')]
  const forged: (SignedSuccession | undefined)[] = [
    undefined,
    await succession(FIRST, next, { from: stranger, to: next }),
    await succession(FIRST, next, { from: FIRST, to: stranger }),
    await succession(FIRST, next, { from: FIRST, to: next }, 'XA'),
    { ...(await succession(FIRST, next)), certificate: stranger.certificate },
    { ...(await succession(FIRST, next)), statement: '{}' },
  ]
  for (const one of forged) {
    const change = { jurisdictionCertificate: next.certificate, successions: one === undefined ? [] : [one] }
    await expect(take(await stating(change))).rejects.toMatchObject(refused)
  }
  expect((await knownOfXb()).fingerprint).toBe(FIRST.fingerprint)
})

test('a key that has revoked itself vouches for nothing and has no successor; another takes its place when the own jurisdiction says so', async () => {
  const next = await drawn('XB')
  const revoked = await revoke(FIRST.certificate, FIRST.privateKey, 'compromised')
  await take(await stating({ jurisdictionCertificate: revoked }))
  expect(await told()).toEqual([`revoked XB ${FIRST.fingerprint}`])
  await expect(verifyCertifiedBy(armored.exchange, (await knownOfXb()).armored, SIGNER)).rejects.toMatchObject({
    code: 'certificate_not_trusted',
  })
  const to = { jurisdictionCertificate: next.certificate }
  await expect(take(await stating({ ...to, successions: [await succession(FIRST, next)] }))).rejects.toMatchObject(
    refused,
  )
  await take(await stating({ ...to, replaced: [FIRST.fingerprint] }))
  expect(await told()).toContain(`replaced XB ${next.fingerprint}`)
})

test('the own jurisdiction’s next key signs once it is pinned; what it was told of its forms’ key stays, certified by the next one; the end is told', async () => {
  const subkey = await drawSubkey(sealKey, { date: new Date(), expiresInSeconds: 3_600 })
  const { fingerprint: seal } = (await get('/hubs/own/seal-certificate')).body
  await store.run(tx => keepRenewed(tx, { fingerprint: seal, armored: subkey.certificate, at: new Date() }, new Date()))
  const next = await drawn('XA')
  const successions = [await succession(jurisdiction.XA, next, undefined, 'XA')]
  const ofXa = async (changes: Partial<Entry>, sealed: string) => {
    version += 1
    const certificates = [{ armored: sealed, use: 'redaction_seal' as const, hubHeld: true as const }]
    const own = { jurisdictionCertificate: next.certificate, certificates, successions, ...changes }
    const hubs = aStatement().hubs.map(entry => (entry.hub === 'XA' ? { ...entry, ...own } : entry))
    return signed(aStatement({ version, hubs }), next.privateKey)
  }
  const both = await certify(armored.seal, next.privateKey)
  await expect(take(await ofXa({}, both))).rejects.toMatchObject({ code: 'directory_not_signed' })
  pin(next.certificate)
  await expect(take(await ofXa({ successions: [] }, both))).rejects.toMatchObject(refused)
  await take(await ofXa({}, both))
  expect(await told()).toContain(`succeeded XA ${next.fingerprint}`)
  const offered = async () => (await get('/hubs/own/seal-certificate')).body.armored as string
  const of = { now: SIGNER.now, userId: certificateName({ hub: 'XA', use: 'redaction-seal' }) }
  for (const by of [jurisdiction.XA, next]) await verifyCertifiedBy(await offered(), by.certificate, of)

  const alone = await certify(await asOwnerMade(armored.seal), next.privateKey)
  // What redaction tells at that moment was checked under the statement before, and is kept under the next.
  const now = () => new Date()
  const latest = await drawSubkey(sealKey, { date: now(), expiresInSeconds: 3_600 })
  const beside = await renewCertificate({ hub: 'XA', store, now, log })(latest.certificate, now())
  await take(await ofXa({ ended: [jurisdiction.XA.fingerprint] }, alone))
  await store.run(tx => keepRenewed(tx, beside, now()))
  expect(await told()).toEqual([`ended XA ${jurisdiction.XA.fingerprint}`])
  await verifyCertifiedBy(await offered(), next.certificate, of)
  await expect(verifyCertifiedBy(await offered(), jurisdiction.XA.certificate, of)).rejects.toMatchObject({
    code: 'certificate_not_trusted',
  })
  // Its statements are believed no more, whatever their version.
  version += 1
  await expect(take(await signed(aStatement({ version })))).rejects.toMatchObject({ code: 'directory_not_signed' })
})
