import { randomUUID } from 'node:crypto'
import { AgencyType, directoryAgency, directoryOffering, ServiceCategory } from '@amparo/contracts'
import { beforeAll, describe, expect, test } from 'vitest'
import { useDirectory } from './fixtures/service.ts'
import { accreditation, aStatement, FOREIGN, POLICE, SHELTER, signed } from './fixtures/statement.ts'

const { take, get, post, consent, referral } = await useDirectory()
const OWN = '/agencies/own/capacity'
const { HOUSING, BASIC_NECESSITIES, LEGAL } = ServiceCategory

const ids = ['1', '2', '3', '4', '5', '6', '7'].map(n => `0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a010${n}`)
const [alba, brisa, calma, adults, clinic, closed, nest] = ids as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const houses = [
  { agencyId: alba, name: 'Alba', type: 'shelter', takesMinors: true, services: ['housing'] },
  { agencyId: brisa, name: 'Brisa', type: 'civil_society', takesMinors: true, services: ['housing'] },
  { agencyId: calma, name: 'Calma', type: 'shelter', takesMinors: true, services: ['housing', 'legal'] },
  { agencyId: adults, name: 'Delta', type: 'shelter', services: ['housing', 'legal'] },
  { agencyId: clinic, name: 'Eco', type: 'health', services: ['medical_and_dental'] },
  {
    agencyId: nest,
    name: 'Nido',
    type: 'child_protection',
    eligibility: { maximumAge: 17 },
    services: ['educational'],
  },
  { agencyId: closed, name: 'Fin', type: 'shelter', services: ['housing'], suspended: true },
].map(agency => ({
  ...{ ...agency, hub: 'XA', issuer: 'https://accounts.xa.example', certificates: [] },
  accreditation: accreditation(),
}))

beforeAll(async () => {
  const { agencies } = aStatement()
  const abroad = agencies.map(agency => (agency.agencyId === FOREIGN ? { ...agency, services: ['housing'] } : agency))
  await take(await signed(aStatement({ version: 9, agencies: [...abroad, ...houses] })))
})

const state = (agency: string, service: string, places: unknown, open: unknown = true, key?: string) =>
  post(OWN, { service, places, open }, 'directory:maintain', { agency, ...(key && { key }) })
const read = async (agency: string) => (await get(OWN, 'directory:maintain', { agency })).body.items

async function offering(
  services: ServiceCategory[],
  { minor = false, types = [] as AgencyType[], those = 'agencies' as 'agencies' | 'others' } = {},
) {
  const { [those]: agencies } = await referral.ask(directoryOffering, { services, minor, types })
  const names = [...houses, { agencyId: SHELTER, name: 'Casa Puente' }]
  return agencies.map(({ ref }) => names.find(known => known.agencyId === ref?.agencyId)?.name)
}

describe('who offers something', () => {
  test('is asked by the referral service: own hub, all of it, not suspended, the stable order of names', async () => {
    expect(await offering([HOUSING])).toEqual(['Alba', 'Brisa', 'Calma', 'Casa Puente', 'Delta'])
    expect((await offering([HOUSING, LEGAL])).slice(0, 2)).toEqual(['Calma', 'Delta'])
    await expect(consent.ask(directoryOffering, { services: [HOUSING] })).rejects.toThrow('does not ask')
  })

  test('where no agency offers all of it: those that offer most come first, each with its part', async () => {
    const services = [HOUSING, LEGAL, ServiceCategory.MEDICAL_AND_DENTAL]
    const { agencies } = await referral.ask(directoryOffering, { services, minor: false, types: [] })
    expect(agencies.map(agency => [agency.name, agency.services])).toEqual([
      ['Calma', [HOUSING, LEGAL]],
      ['Delta', [HOUSING, LEGAL]],
      ['Alba', [HOUSING]],
      ['Brisa', [HOUSING]],
      ['Casa Puente', [HOUSING]],
      ['Eco', [ServiceCategory.MEDICAL_AND_DENTAL]],
    ])
    expect(await offering([ServiceCategory.LANGUAGE, ServiceCategory.EMPLOYMENT])).toEqual([])
  })

  test('for a child only where children are taken; of some kinds only, if some are named', async () => {
    expect(await offering([HOUSING], { minor: true })).toEqual(['Alba', 'Brisa', 'Calma', 'Casa Puente'])
    expect(await offering([HOUSING], { types: [AgencyType.CIVIL_SOCIETY] })).toEqual(['Brisa'])
  })

  test('no adult where only children are; who is not of that age is named apart, for where nobody else is left', async () => {
    const { EDUCATIONAL } = ServiceCategory
    expect(await offering([EDUCATIONAL])).toEqual([])
    expect(await offering([EDUCATIONAL], { those: 'others' })).toEqual(['Nido'])
    // What it states of ages says that it takes children.
    expect(await offering([EDUCATIONAL], { minor: true })).toEqual(['Nido'])
    expect(await offering([HOUSING], { minor: true, those: 'others' })).toEqual(['Delta'])
    expect(await offering([HOUSING], { those: 'others' })).toEqual([])
  })

  test('of something that no code stands for: nobody', async () => {
    expect(await offering([HOUSING, ServiceCategory.UNSPECIFIED])).toEqual([])
  })

  test('begins with whoever has most room; who is full or closed is not there, who has not said comes last', async () => {
    await state(calma, 'housing', 12)
    await state(brisa, 'housing', 40)
    await state(adults, 'housing', 0)
    await state(alba, 'housing', 90, false)
    expect(await offering([HOUSING])).toEqual(['Brisa', 'Calma', 'Casa Puente'])
    await state(alba, 'housing', 40)
    await state(adults, 'housing', 1)
    expect(await offering([HOUSING])).toEqual(['Alba', 'Brisa', 'Calma', 'Delta', 'Casa Puente'])
  })

  test('counts the service with least room', async () => {
    await state(calma, 'legal', 1)
    await state(adults, 'housing', 7)
    expect((await offering([HOUSING, LEGAL])).slice(0, 2)).toEqual(['Delta', 'Calma'])
    await state(calma, 'legal', 0)
    expect(await offering([HOUSING, LEGAL])).toEqual(['Delta', 'Alba', 'Brisa', 'Calma', 'Casa Puente'])
    expect((await offering([HOUSING, BASIC_NECESSITIES]))[0]).toBe('Casa Puente')
  })
})

describe('what an agency says of its room', () => {
  test('is one entry for each service that it offers, and nothing where it has not said', async () => {
    const unsaid = { places: null, open: true, statedAt: null }
    expect(await read(SHELTER)).toEqual([
      { service: 'housing', ...unsaid },
      { service: 'basic_necessities', ...unsaid },
    ])
    const { status, body } = await state(SHELTER, 'housing', 3)
    expect([status, body]).toEqual([200, { service: 'housing', places: 3, open: true, statedAt: expect.any(String) }])
    expect((await read(SHELTER))[0]).toEqual(body)
    expect(await read(POLICE)).toEqual([])
  })

  test('is its own: another agency reads and changes only what it offers itself', async () => {
    expect((await read(alba)).map((item: { places: number }) => item.places)).toEqual([40])
    expect([(await state(clinic, 'housing', 1)).body.code, (await state(POLICE, 'housing', 1)).body.code]).toEqual([
      'service_not_offered',
      'service_not_offered',
    ])
    expect((await state(randomUUID(), 'housing', 1)).body.code).toBe('service_not_offered')
  })

  test.each([
    ['part of a place', 1.5, true],
    ['less than none', -1, true],
    ['words', 'many', true],
    ['more than any building has', 1_000_000, true],
    ['an answer that is neither yes nor no', 1, 'perhaps'],
  ])('is never %s', async (_, places, open) => {
    expect((await state(SHELTER, 'housing', places, open)).status).toBe(400)
  })

  test('is said once, however often the same request is sent', async () => {
    const key = randomUUID()
    const first = await state(SHELTER, 'housing', 8, true, key)
    await state(SHELTER, 'housing', 9)
    expect((await state(SHELTER, 'housing', 8, true, key)).body).toEqual(first.body)
    expect((await read(SHELTER))[0].places).toBe(9)
  })

  test('outlives a newer statement', async () => {
    await take(await signed(aStatement({ version: 10 })))
    expect((await read(SHELTER))[0].places).toBe(9)
  })
})

test('an agency’s entry says for whom it is, to agencies and to the services that ask; where nothing is stated, nothing', async () => {
  const whom = { minimumAge: 12, genders: ['Feminine' as const, 'TransgenderFeminine' as const] }
  const { agencies } = aStatement()
  const stated = agencies.map(agency =>
    agency.agencyId === SHELTER ? { ...agency, takesMinors: true, eligibility: whom } : agency,
  )
  await take(await signed(aStatement({ version: 11, agencies: stated })))
  expect((await get(`/agencies/XA/${SHELTER}`)).body.eligibility).toEqual(whom)
  expect((await get(`/agencies/XA/${POLICE}`)).body).not.toHaveProperty('eligibility')
  const asked = async (agencyId: string) =>
    (await consent.ask(directoryAgency, { ref: { hub: 'XA', agencyId } })).agency
  expect((await asked(SHELTER))?.eligibility).toMatchObject(whom)
  expect((await asked(SHELTER))?.eligibility?.maximumAge).toBeUndefined()
  expect((await asked(POLICE))?.eligibility).toBeUndefined()
})

test('the list shows services and whether children are taken; the duty phone to its own agency only', async () => {
  const shelter = async (agency?: string) =>
    (await get('/agencies?hub=XA&type=shelter', 'directory:read', agency ? { agency } : {})).body.items[0]
  expect(await shelter()).toMatchObject({ services: ['housing', 'basic_necessities'], takesMinors: true })
  expect(await shelter()).not.toHaveProperty('dutyPhone')
  expect(await shelter(SHELTER)).toMatchObject({ dutyPhone: '+59155500100' })
  expect((await get(`/agencies/XA/${SHELTER}`)).body).not.toHaveProperty('dutyPhone')
})
