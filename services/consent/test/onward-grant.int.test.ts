import { randomUUID } from 'node:crypto'
import { AgencyType, consentWithdrawn, fromBinary, GrantSchema, PassingOn, Purpose } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { signedGrant } from './fixtures/grants.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, carry, referred, sent, arrives, withdraw } = await useReferredAbroad()
const atXB = questionsTo(xb)
const { healthXB: clinic, otherHealthXB: secondClinic, consulateXB, outsiderXB } = agencies
const HEALTH = { hub: 'XB', agencyType: 'health' }
const SHELTER = { hub: 'XB', agencyType: 'shelter', agencyId: agencies.shelterXB.agencyId }
const FURTHER = {
  purposes: ['shelter', 'medical_care'],
  dataCategories: ['identity', 'contact', 'needs', 'health'],
  recipients: [SHELTER, HEALTH],
  onward: true,
}

afterEach(() => xb.state.suspended.clear())

/** A person whom a shelter of XB has from XA, and would refer to others. */
async function withShelterXB(change: object = {}) {
  const made = await referred({ ...FURTHER, ...change })
  const { subjectRef } = made.there
  const further = (to = clinic, more = {}) =>
    atXB.submit({ subjectRef, from: agencies.shelterXB, to }, { purpose: Purpose.MEDICAL_CARE, ...more })
  return { ...made, further }
}

describe('a grant', () => {
  test('says to whom, for what and by which ways its recipient refers the person further, and whom they never want to know', async () => {
    const excluded = [
      { hub: 'XB', agencyId: secondClinic.agencyId },
      { hub: 'XA', agencyType: 'police' },
    ]
    const { grant } = await sent({ ...FURTHER, actions: ['refer'], excluded })
    const { onward, onwardPermitted } = fromBinary(GrantSchema, grant.grant)
    expect(onwardPermitted).toBe(false)
    expect(onward).toMatchObject({
      purposes: [Purpose.SHELTER, Purpose.MEDICAL_CARE],
      jurisdictions: ['XB'],
      recipients: [
        { hub: 'XB', agencyType: AgencyType.SHELTER, agencyId: agencies.shelterXB.agencyId },
        { hub: 'XB', agencyType: AgencyType.HEALTH, agencyId: '' },
      ],
      ways: [PassingOn.REFER],
      excluded: [{ hub: 'XB', agencyId: secondClinic.agencyId }],
    })
  })

  test('of a consent that lets nobody refer the person further says nothing of whom else it names', async () => {
    const { grant } = await sent({ ...FURTHER, onward: false })
    expect(fromBinary(GrantSchema, grant.grant).onward).toBeUndefined()
  })
})

describe('whoever has a person from another hub', () => {
  test('refers them further where the consent there says so, and the next one reads it until it is taken back', async () => {
    const { basisId, further, there } = await withShelterXB()
    const { permit, code } = await further()
    expect([code, permit?.recipient]).toEqual(['permitted', { ...permit?.recipient, ...refOf(clinic) }])
    const referralId = permit?.referralId ?? ''
    const clinicsRef = xb.register(clinic, { subjectId: there.subjectId, received: true })
    const reading = async () =>
      (await atXB.view({ subjectRef: clinicsRef, from: agencies.shelterXB, to: clinic }, { referralId })).code
    expect(await reading()).toBe('permitted')
    await withdraw(basisId)
    await carry()
    expect(await reading()).toBe('consent_withdrawn')
    expect((await further()).code).toBe('consent_withdrawn')
    expect((await xb.told(consentWithdrawn)).flatMap(({ referralIds }) => referralIds)).toContain(referralId)
  })

  test('sends on nothing but what the package brought', async () => {
    const { further, there } = await withShelterXB()
    const [{ categories }] = await xb.rows('select categories from imported_grant where referral_id = $1', [
      there.referralId,
    ])
    const { permit } = await further()
    const [row] = await xb.rows('select categories from permit where permit_id = $1', [permit?.permitId])
    expect(row.categories.length).toBeGreaterThan(0)
    expect(row.categories.filter((one: string) => !categories.includes(one))).toEqual([])
  })

  test.each<[string, object, TestAgency]>([
    ['onward_not_permitted', { onward: false }, clinic],
    // Of a third hub's state nobody here has asked, whatever the consent names.
    [
      'state_of_nationality',
      { recipients: [SHELTER, { hub: 'XC', agencyType: 'shelter' }], purposes: ['shelter'] },
      agencies.shelterXC,
    ],
    ['recipient_outside_consent', { recipients: [SHELTER] }, clinic],
    ['purpose_outside_consent', { purposes: ['shelter'] }, clinic],
    [
      'action_outside_consent',
      { actions: ['refer'], recipients: [SHELTER, { ...HEALTH, agencyId: outsiderXB.agencyId }] },
      outsiderXB,
    ],
    ['recipient_excluded', { excluded: [{ hub: 'XB', agencyId: secondClinic.agencyId }] }, secondClinic],
    ['state_of_nationality', { recipients: [SHELTER, { hub: 'XB', agencyType: 'consulate' }] }, consulateXB],
  ])('is refused with %s where the consent is %j', async (code, change, to) => {
    const { further } = await withShelterXB(change)
    expect((await further(to)).code).toBe(code)
  })

  test('is bound by this hub’s own rules too', async () => {
    const { further } = await withShelterXB()
    xb.state.suspended.add(clinic.agencyId)
    expect((await further()).code).toBe('recipient_unknown')
    expect((await further(secondClinic, { purpose: Purpose.MIGRATION_CONTROL })).code).toBe('purpose_outside_consent')
  })

  test('reports back where the consent there says so, and else not', async () => {
    const reported = async (change: object) => {
      const { there } = await withShelterXB(change)
      const about = { subjectRef: there.subjectRef, from: agencies.shelterXB, to: agencies.police }
      return (await atXB.pack(about, { referralId: there.referralId, report: true })).code
    }
    expect(await reported({ reportBack: false })).toBe('action_outside_consent')
    expect(await reported({ reportBack: true })).toBe('permitted')
  })

  test('hears the person’s no, which reaches the hub where the consent was given', async () => {
    const { basisId, further, there } = await withShelterXB()
    const { permit } = await further()
    const clinicsRef = xb.register(clinic, { subjectId: there.subjectId, received: true })
    const nurse = { agency: clinic, user: randomUUID() }
    const taken = { subjectRef: clinicsRef, referralId: permit?.referralId, inPrivate: true, duressChecked: true }
    expect((await xb.send(nurse, 'POST', '/withdrawals', taken)).status).toBe(201)
    expect((await further()).code).toBe('consent_withdrawn')
    await carry()
    const officer = { agency: agencies.police, user: randomUUID() }
    expect((await xa.send(officer, 'GET', `/consents/${basisId}`)).body.status).toBe('withdrawn')
  })

  test('is bound by the terms as they were signed: such as contradict themselves are not taken in', async () => {
    const terms = {
      purposes: [Purpose.MEDICAL_CARE],
      jurisdictions: ['XA'],
      recipients: [{ hub: 'XB', agencyType: AgencyType.HEALTH }],
      ways: [PassingOn.REFER],
    }
    for (const onward of [terms, { ...terms, jurisdictions: ['XB'], ways: [99 as PassingOn] }]) {
      const referralId = randomUUID()
      const parties = { issuer: refOf(agencies.police), recipient: refOf(agencies.shelterXB) }
      const grant = await signedGrant(xa.grantKeys, { referralId, ...parties, onward })
      await arrives(xb, grant, { from: agencies.police, to: agencies.shelterXB, referralId })
      expect(await xb.rows('select 1 from imported_grant where referral_id = $1', [referralId])).toEqual([])
    }
  })
})
