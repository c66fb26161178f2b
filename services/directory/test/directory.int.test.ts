import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AgencyType,
  CertificateUse,
  directoryAgencies,
  directoryAgency,
  directoryHub,
  directoryInstruments,
  Matter,
  ServiceCategory,
} from '@amparo/contracts'
import { beforeAll, expect, test } from 'vitest'
import { keepCurrent } from '../src/keep-current.ts'
import { useDirectory } from './fixtures/service.ts'
import { armored, aStatement, FOREIGN, jurisdiction, SHELTER, signed } from './fixtures/statement.ts'

const { take, get, consent, exchange, lines, log } = await useDirectory()
const refused = (code: string) => expect.objectContaining({ code })

beforeAll(async () => {
  expect(await take(await signed(aStatement()))).toBe(true)
})

test('the same statement again changes nothing', async () => {
  expect(await take(await signed(aStatement()))).toBe(false)
})

test('another service asks for an agency, own or of a peer, and for one that nobody knows', async () => {
  const ask = async (hub: string, agencyId: string) =>
    (await consent.ask(directoryAgency, { ref: { hub, agencyId } })).agency
  expect(await ask('XA', SHELTER)).toMatchObject({
    type: AgencyType.SHELTER,
    issuer: 'https://accounts.xa.example',
    suspended: false,
    services: [ServiceCategory.HOUSING, ServiceCategory.BASIC_NECESSITIES],
    ...{ dutyPhone: '+59155500100', takesMinors: true },
    certificates: [{ armored: armored.shelter, use: CertificateUse.AGENCY, hubHeld: true }],
  })
  // What a statement does not say is not there.
  const said = { services: [], dutyPhone: '', takesMinors: false }
  expect(await ask('XB', FOREIGN)).toMatchObject({ ref: { hub: 'XB', agencyId: FOREIGN }, ...said })
  expect(await ask('XA', FOREIGN)).toBeUndefined()
  expect((await consent.ask(directoryAgency, {})).agency).toBeUndefined()
})

test('and for those of a kind that a hub has, but for one that is suspended', async () => {
  const ask = async (hub: string, type: AgencyType) =>
    (await exchange.ask(directoryAgencies, { hub, type })).agencies.map(({ ref }) => ref?.agencyId)
  expect(await ask('XA', AgencyType.SHELTER)).toEqual([SHELTER])
  expect(await ask('XB', AgencyType.SHELTER)).not.toContain(SHELTER)
  expect(await ask('XA', AgencyType.UNSPECIFIED)).toEqual([])
})

test('and for a hub: what its jurisdiction has certified, and the jurisdiction itself', async () => {
  expect((await consent.ask(directoryHub, { hub: 'XB' })).hub).toMatchObject({
    jurisdictionArmored: jurisdiction.XB.certificate,
    jurisdictionFingerprint: jurisdiction.XB.fingerprint,
    certificates: [{ armored: armored.exchange, use: CertificateUse.EXCHANGE_SIGN }],
  })
  expect((await consent.ask(directoryHub, { hub: 'XC' })).hub).toBeUndefined()
})

test('and for instruments: only those in force between the two, for that matter', async () => {
  const ask = async (fromHub: string, toHub: string, matter: Matter) =>
    (await consent.ask(directoryInstruments, { fromHub, toHub, matter })).instruments.map(({ id }) => id)
  expect(await ask('XA', 'XB', Matter.ASSISTANCE)).toEqual(['a'])
  expect(await ask('XB', 'XA', Matter.ASSISTANCE)).toEqual(['a'])
  expect(await ask('XA', 'XB', Matter.CRIMINAL)).toEqual([])
  expect(await ask('XA', 'XC', Matter.ASSISTANCE)).toEqual([])
  expect(await ask('XA', 'XB', Matter.UNSPECIFIED)).toEqual([])
})

test('and which treaty an instrument is, if the jurisdiction has said so', async () => {
  const request = { fromHub: 'XA', toHub: 'XB', matter: Matter.ASSISTANCE }
  expect((await consent.ask(directoryInstruments, request)).instruments).toMatchObject([{ id: 'a', treaty: 'nassau' }])
})

test('agencies are listed by name, page by page, and narrowed by hub and type', async () => {
  const names = async (query: string) =>
    (await get(`/agencies?${query}`)).body.items.map((item: { name: string }) => item.name)
  expect(await names('')).toEqual(['Abrigo', 'Brigada', 'Casa Puente'])
  expect(await names('hub=XA&type=shelter')).toEqual(['Casa Puente'])
  const first = (await get('/agencies?limit=2')).body
  const second = (await get(`/agencies?limit=2&cursor=${first.next}`)).body
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
  expect((await get('/agencies?cursor=x')).status).toBe(400)
  expect((await get('/agencies?type=militia')).body.code).toBe('unknown_code')
})

test('the seal certificate and the certificates of hubs are there to be checked', async () => {
  const seal = await get('/hubs/own/seal-certificate')
  expect(seal.body).toMatchObject({ hub: 'XA', armored: armored.seal })
  const { body } = await get('/hubs/XA')
  expect(body).toMatchObject({
    jurisdictionFingerprint: jurisdiction.XA.fingerprint,
    certificates: [{ use: 'redaction_seal', fingerprint: seal.body.fingerprint }],
  })
  const agency = await get(`/agencies/XA/${SHELTER}`)
  expect(agency.body).toMatchObject({ name: 'Casa Puente', certificates: [{ armored: armored.shelter }] })
})

test('a newer statement takes the place of the older one, which never comes back', async () => {
  const suspended = aStatement().agencies.map(agency => ({ ...agency, suspended: agency.agencyId === SHELTER }))
  await take(await signed(aStatement({ version: 2, agencies: suspended.slice(0, 2) })))
  const found = await consent.ask(directoryAgency, { ref: { hub: 'XA', agencyId: SHELTER } })
  expect(found.agency?.suspended).toBe(true)
  expect((await exchange.ask(directoryAgencies, { hub: 'XA', type: AgencyType.SHELTER })).agencies).toEqual([])
  expect((await consent.ask(directoryAgency, { ref: { hub: 'XB', agencyId: FOREIGN } })).agency).toBeUndefined()
  await expect(take(await signed(aStatement()))).rejects.toThrow(refused('directory_older'))
  await expect(take(await signed(aStatement({ version: 2 })))).rejects.toThrow(refused('directory_conflicting'))
  expect((await get('/agencies')).body.items).toHaveLength(2)
})

test('two instances that start at once take it in once', async () => {
  const statement = await signed(aStatement({ version: 3 }))
  const taken = await Promise.all([take(statement), take(statement), take(statement)])
  expect(taken.filter(Boolean)).toHaveLength(1)
})

test('a file that changes comes into force by itself; one that is refused is reported, and changes nothing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'directory-'))
  const path = join(dir, 'directory.json')
  const write = async (statement: object) => writeFileSync(path, JSON.stringify(await signed(statement)))
  await write(aStatement({ version: 4 }))
  const keeping = await keepCurrent({ path, importStatement: take, log, everyMs: 10 })
  const seen = (text: string) => expect.poll(() => lines.join('')).toContain(text)
  await write(aStatement({ version: 5, agencies: aStatement().agencies.slice(0, 1) }))
  await seen('"version":5')
  await write(aStatement({ version: 4 }))
  await seen('"code":"directory_older"')
  expect((await get('/agencies')).body.items).toHaveLength(1)
  await keeping.stop()
  writeFileSync(path, '{}')
  await expect(keepCurrent({ path, importStatement: take, log })).rejects.toThrow(refused('directory_unreadable'))
  rmSync(dir, { recursive: true })
})

test('of one that is suspended it says who takes over, until a statement says otherwise', async () => {
  const [shelter, police] = aStatement().agencies
  if (!shelter || !police) throw new Error('no agencies')
  const successors = [{ hub: 'XA', agencyId: SHELTER, successor: police.agencyId }]
  const said = async (agencyId: string) =>
    (await consent.ask(directoryAgency, { ref: { hub: 'XA', agencyId } })).agency?.successor
  await take(
    await signed(aStatement({ version: 100, agencies: [{ ...shelter, suspended: true }, police], successors })),
  )
  expect([await said(SHELTER), await said(police.agencyId)]).toEqual([police.agencyId, ''])
  expect((await get(`/agencies/XA/${SHELTER}`)).body).toMatchObject({ successor: police.agencyId })
  await take(await signed(aStatement({ version: 101, agencies: [{ ...shelter, suspended: true }, police] })))
  expect(await said(SHELTER)).toBe('')
  expect((await get(`/agencies/XA/${SHELTER}`)).body).not.toHaveProperty('successor')
})
