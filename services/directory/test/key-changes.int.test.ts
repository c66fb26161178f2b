import { directoryAgency, timestampDate } from '@amparo/contracts'
import { certify, drawSubkey, generateCertificate, introduce, withSubkeysOf } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { useDirectory } from './fixtures/service.ts'
import { armored, aStatement, revokedShelter, SHELTER, shelterFingerprint, signed } from './fixtures/statement.ts'

const { take, get, keyNews, redaction } = await useDirectory()

const withShelter = (version: number, ...certificates: string[]) => {
  const [shelter, ...others] = aStatement().agencies
  if (shelter === undefined) throw new Error('no shelter')
  const held = certificates.map(one => ({ armored: one, use: 'agency' as const, hubHeld: true as const }))
  return signed(aStatement({ version, agencies: [{ ...shelter, certificates: held }, ...others] }))
}
const latest = async () => {
  const all = await keyNews()
  const changes = all.at(-1)?.changes.map(({ what, use, hub, agencyId }) => [what, use, hub, agencyId].join(' ').trim())
  return { statements: all.length, version: Number(all.at(-1)?.version), changes }
}
const listedSince = async () => {
  const { agency } = await redaction.ask(directoryAgency, { ref: { hub: 'XA', agencyId: SHELTER } })
  const found = agency?.certificates.find(({ fingerprint }) => fingerprint === shelterFingerprint)
  return { armored: found?.armored, at: found?.listedAt && timestampDate(found.listedAt) }
}

test('every key that a statement names, names no more or revokes is told, once, and keeps the day it was first named', async () => {
  await take(await withShelter(1, armored.shelter))
  const first = await latest()
  expect(first).toMatchObject({ statements: 1, version: 1 })
  expect(first.changes).toContain(`listed agency XA ${SHELTER}`)
  expect(first.changes).toContain('listed jurisdiction XB')
  const since = await listedSince()
  expect(since.at).toBeInstanceOf(Date)

  // Of statements that change no key nobody hears.
  await take(await withShelter(1, armored.shelter))
  await take(await withShelter(2, armored.shelter))
  expect(await latest()).toEqual(first)

  await take(await withShelter(3, revokedShelter, armored.spare[0]))
  const changes = [`listed agency XA ${SHELTER}`, `revoked agency XA ${SHELTER}`]
  expect(await latest()).toEqual({ statements: 2, version: 3, changes })
  expect(await listedSince()).toEqual({ armored: revokedShelter, at: since.at })

  await take(await withShelter(4, armored.spare[0]))
  expect(await latest()).toMatchObject({ statements: 3, changes: [`delisted agency XA ${SHELTER}`] })
  expect((await listedSince()).at).toBeUndefined()
})

test('a certificate with another subkey is told as renewed, and one that is the same but certified anew is not', async () => {
  const { privateKey, certificate } = await generateCertificate({ userId: 'Amparo XA agency', profile: 'modern' })
  const before = (await keyNews()).length
  await take(await withShelter(5, certificate))
  const drawn = await drawSubkey(privateKey, { date: new Date(), expiresInSeconds: 86_400 })
  await take(await withShelter(6, await withSubkeysOf(certificate, drawn.certificate, new Date())))
  expect(await latest()).toMatchObject({ version: 6, changes: [`renewed agency XA ${SHELTER}`] })
  const other = await generateCertificate({ userId: 'Amparo XC jurisdiction', profile: 'modern' })
  const again = await certify(await withSubkeysOf(certificate, drawn.certificate, new Date()), other.privateKey)
  await take(await withShelter(7, again))
  expect(await keyNews()).toHaveLength(before + 2)
})

test('a jurisdiction that another one vouches for anew is told as certified, once', async () => {
  const { hubs } = aStatement()
  const other = await generateCertificate({ userId: 'Amparo XC jurisdiction', profile: 'modern' })
  const vouched = await Promise.all(
    hubs.map(async hub =>
      hub.hub !== 'XB'
        ? hub
        : {
            ...hub,
            jurisdictionCertificate: await introduce(hub.jurisdictionCertificate, other.privateKey, { hub: 'XB' }),
          },
    ),
  )
  const before = (await keyNews()).length
  await take(await signed(aStatement({ version: 8, hubs: vouched })))
  expect((await latest()).changes).toContain('certified jurisdiction XB')
  await take(await signed(aStatement({ version: 9, hubs: vouched })))
  expect(await keyNews()).toHaveLength(before + 1)
})

test('a key that the agency holds itself is named as such', async () => {
  const [shelter, ...others] = aStatement().agencies
  if (shelter === undefined) throw new Error('no shelter')
  const itsOwn = { armored: armored.spare[1], use: 'agency' as const, hubHeld: false }
  const agencies = [{ ...shelter, certificates: [...shelter.certificates, itsOwn] }, ...others]
  await take(await signed(aStatement({ version: 19, agencies })))
  const { body } = await get(`/agencies/XA/${SHELTER}`)
  const held = body.certificates.map(({ armored: of, hubHeld }: { armored: string; hubHeld: boolean }) => [of, hubHeld])
  expect(new Map(held)).toEqual(
    new Map([
      [armored.shelter, true],
      [armored.spare[1], false],
    ]),
  )
  expect(body.holdsKeys).toBe(false)

  const alone = [{ ...shelter, certificates: [itsOwn] }, ...others]
  await take(await signed(aStatement({ version: 20, agencies: alone })))
  expect((await get(`/agencies/XA/${SHELTER}`)).body.holdsKeys).toBe(true)
  const { items } = (await get('/agencies?hub=XA')).body
  const holding = items.filter((agency: { holdsKeys: boolean }) => agency.holdsKeys)
  expect(holding.map((agency: { agencyId: string }) => agency.agencyId)).toEqual([SHELTER])
})
