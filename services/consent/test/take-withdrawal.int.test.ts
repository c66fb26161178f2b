import { randomUUID } from 'node:crypto'
import { childConsentRefused, holderNews } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { byGuardian, consentForm, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { agencies, type TestAgency, type TestPerson } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, carry, officer, referred, readXB, holders } = await useReferredAbroad()
const { submit, view } = questionsTo(xa)
const colleague = { agency: agencies.police, user: randomUUID() }
const shelter = { agency: agencies.shelter, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }
const HOUR_MS = 3_600_000
const DOCUMENT = 'ab'.repeat(32)
const { subjectRef: _, recipients: __, ...VITAL } = vitalForm('')

type Who = { agency: TestAgency; user: string }
const recorded = async (subjectRef: string, form: object = consentForm(subjectRef)): Promise<string> =>
  (await xa.send(officer, 'POST', '/consents', form)).body.id
const take = (who: Who, subjectRef: string, body: object = {}, hub = xa) =>
  hub.send(who, 'POST', '/withdrawals', { subjectRef, ...TAKEN, ...body })
const check = (who: Who, id: string, outcome: string) =>
  xa.send(who, 'POST', `/withdrawals/${id}/welfare-check`, { inPrivate: true, outcome })
const statusOf = async (id: string) => (await xa.send(officer, 'GET', `/consents/${id}`)).body.status

/** A person of the police, of whom the shelter of the same hub has a referral. */
async function sharedPerson(facts: Partial<TestPerson> = {}, form: object = {}) {
  const subjectRef = xa.register(agencies.police, facts)
  const basisId = await recorded(subjectRef, consentForm(subjectRef, form))
  const { permit } = await submit({ subjectRef })
  const subjectId = xa.state.people.get(subjectRef)?.subjectId ?? ''
  const sheltersRef = xa.register(agencies.shelter, { subjectId })
  const referralId = permit?.referralId ?? ''
  const reading = async () => (await view({ subjectRef: sheltersRef }, { referralId })).code
  return { subjectRef, sheltersRef, basisId, referralId, reading }
}

describe('a withdrawal that an agency takes which recorded nothing', () => {
  test('ends all that the person agreed to, and the agency hears nothing of what that was', async () => {
    const { sheltersRef, basisId, reading } = await sharedPerson()
    const { status, body } = await take(shelter, sheltersRef)
    expect([status, Object.keys(body).sort(), body.state]).toEqual([201, ['id', 'state', 'takenAt'], 'effective'])
    expect([await statusOf(basisId), await reading()]).toEqual(['withdrawn', 'consent_withdrawn'])
    const nothing = xa.register(agencies.shelter)
    expect(Object.keys((await take(shelter, nothing)).body).sort()).toEqual(['id', 'state', 'takenAt'])
  })

  test('ends what carries one referral, if the person says that one', async () => {
    const { subjectRef, sheltersRef, referralId, basisId } = await sharedPerson()
    const other = await recorded(
      subjectRef,
      consentForm(subjectRef, { recipients: [{ hub: 'XA', agencyType: 'health' }] }),
    )
    await take(shelter, sheltersRef, { referralId })
    expect([await statusOf(basisId), await statusOf(other)]).toEqual(['withdrawn', 'in_force'])
  })

  test('is nobody’s to take who does not have the person', async () => {
    const { subjectRef, basisId } = await sharedPerson()
    expect(await take(shelter, subjectRef)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await statusOf(basisId)).toBe('in_force')
  })

  test('ends nothing that does not rest on the person’s word', async () => {
    const { subjectRef, sheltersRef } = await sharedPerson({ minor: true, guardianNamed: true }, byGuardian)
    const kept = await recorded(subjectRef, safeguardingForm(subjectRef))
    await take(shelter, sheltersRef)
    expect(await statusOf(kept)).toBe('in_force')
  })

  test('in another hub than it was recorded in stops views there at once, and ends it where it was recorded', async () => {
    const { basisId, there } = await referred()
    const who = { agency: agencies.shelterXB, user: randomUUID() }
    expect((await take(who, there.subjectRef, {}, xb)).body.state).toBe('effective')
    expect((await readXB(there)).code).toBe('consent_withdrawn')
    expect(await statusOf(basisId)).toBe('in_force')
    await carry()
    expect(await statusOf(basisId)).toBe('withdrawn')
    expect((await holders(basisId))[0].recall).toMatchObject({ state: 'views_stopped' })
  })
})

describe('a withdrawal that another hub took', () => {
  const there = { agency: agencies.shelterXB, user: randomUUID() }
  const CHILD = { minor: true, guardianNamed: true }
  /** As XB has the person: who takes it back there is who it was. */
  const takenThere = async (made: Awaited<ReturnType<typeof referred>>, body: object) => {
    const answer = await take(there, made.there.subjectRef, body, xb)
    expect(answer.status).toBe(201)
    await carry()
    const [row] = await xa.rows('select taken_by, document from withdrawal where withdrawal_id = $1', [answer.body.id])
    return row
  }

  test('from a guardian ends what a guardian gave, and nothing that the person gave', async () => {
    const [own, given] = [await referred(), await referred(byGuardian, {}, CHILD)]
    expect(await takenThere(own, { by: 'guardian' })).toEqual({ taken_by: 'guardian', document: null })
    await takenThere(given, { by: 'guardian' })
    expect([await statusOf(own.basisId), await statusOf(given.basisId)]).toEqual(['in_force', 'withdrawn'])
    expect([(await readXB(own.there)).code, (await readXB(given.there)).code]).toEqual([
      'permitted',
      'consent_withdrawn',
    ])
  })

  test('from a court ends another basis too, and is on record with its order', async () => {
    const [own, ordered] = [await referred(VITAL), await referred(VITAL)]
    await takenThere(own, {})
    expect((await readXB(own.there)).code).toBe('permitted')
    expect(await takenThere(ordered, { by: 'court', document: DOCUMENT })).toEqual({
      ...{ taken_by: 'court', document: DOCUMENT },
    })
    expect([await statusOf(own.basisId), await statusOf(ordered.basisId)]).toEqual(['in_force', 'withdrawn'])
  })
})

describe('a withdrawal by a guardian', () => {
  const child = (facts: object = {}) => sharedPerson({ minor: true, guardianNamed: true, ...facts }, byGuardian)

  test('ends what a guardian gave, and a safeguarding draft opens for the child', async () => {
    const { sheltersRef, basisId } = await child()
    xa.state.people.set(sheltersRef, { ...personOf(sheltersRef), minor: true, guardianNamed: true })
    const { body } = await take(shelter, sheltersRef, { by: 'guardian' })
    expect(body).toMatchObject({ state: 'effective', draftId: expect.any(String) })
    expect(await statusOf(basisId)).toBe('withdrawn')
    expect((await xa.told(childConsentRefused)).map(({ draftId }) => draftId)).toContain(body.draftId)
  })

  test('never ends what keeps a child safe, nor what the person gave', async () => {
    const { subjectRef } = await child()
    const kept = await recorded(subjectRef, safeguardingForm(subjectRef))
    for (const id of [kept, (await sharedPerson()).basisId]) {
      const refused = await xa.send(officer, 'POST', `/consents/${id}/withdrawal`, { ...TAKEN, by: 'guardian' })
      expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_may_not_withdraw' } })
      expect(await statusOf(id)).toBe('in_force')
    }
  })

  test('who may be part of the harm is not taken', async () => {
    const { sheltersRef, basisId } = await child()
    xa.state.people.set(sheltersRef, { ...personOf(sheltersRef), minor: true, guardianConflict: true })
    const refused = await take(shelter, sheltersRef, { by: 'guardian' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_conflict' } })
    expect(await statusOf(basisId)).toBe('in_force')
  })
  test('at the agency that recorded it says which draft has opened for the child', async () => {
    const { basisId } = await child()
    const { status, body } = await xa.send(officer, 'POST', `/consents/${basisId}/withdrawal`, {
      ...{ ...TAKEN, by: 'guardian' },
    })
    expect([status, body.withdrawal.state]).toEqual([200, 'effective'])
    expect((await xa.told(childConsentRefused)).map(({ draftId }) => draftId)).toContain(body.withdrawal.draftId)
  })

  test('who may be part of the harm is not taken there either, and the draft that opened is in the refusal', async () => {
    const { subjectRef, basisId } = await child()
    xa.state.people.set(subjectRef, { ...personOf(subjectRef), minor: true, guardianConflict: true })
    const refused = await xa.send(officer, 'POST', `/consents/${basisId}/withdrawal`, { ...TAKEN, by: 'guardian' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_conflict' } })
    expect((await xa.told(childConsentRefused)).map(({ draftId }) => draftId)).toContain(refused.body.refs.draftId)
    expect(await statusOf(basisId)).toBe('in_force')
  })
  const personOf = (ref: string): TestPerson => {
    const person = xa.state.people.get(ref)
    if (person === undefined) throw new Error('nobody')
    return person
  }
})

describe('a withdrawal by a court', () => {
  test('needs its order, and ends another basis too', async () => {
    const subjectRef = xa.register(agencies.police, { minor: true, guardianNamed: true })
    const id = await recorded(subjectRef, safeguardingForm(subjectRef))
    expect((await take(officer, subjectRef, { by: 'court' })).status).toBe(400)
    expect((await take(officer, subjectRef, { document: DOCUMENT })).status).toBe(400)
    await take(officer, subjectRef, { by: 'court', document: DOCUMENT })
    expect(await statusOf(id)).toBe('withdrawn')
  })
})

describe('a withdrawal that may have been said under duress', () => {
  test('waits for a colleague to speak with the person, and says so to the agency’s people', async () => {
    const { subjectRef, basisId, referralId, reading } = await sharedPerson()
    const { body } = await take(officer, subjectRef, { duress: 'suspected' })
    expect(body).toMatchObject({ state: 'waiting', effectAt: expect.any(String) })
    expect((Date.parse(body.effectAt) - Date.now()) / HOUR_MS).toBeCloseTo(24, 1)
    expect([await statusOf(basisId), await reading()]).toEqual(['in_force', 'permitted'])
    const told = (await xa.told(holderNews)).filter(one => one.referralId === referralId)
    expect(told).toMatchObject([{ agencyId: agencies.police.agencyId, what: 'welfare-check' }])
    const waiting = (await xa.send(colleague, 'GET', '/withdrawals')).body.items
    expect(waiting).toContainEqual(expect.objectContaining({ id: body.id, subjectRef }))

    expect(await check(officer, body.id, 'wanted')).toMatchObject({
      status: 403,
      body: { code: 'second_person_required' },
    })
    expect(await check(shelter, body.id, 'wanted')).toMatchObject({ status: 404 })
    expect((await check(colleague, body.id, 'wanted')).body.state).toBe('effective')
    expect([await statusOf(basisId), await reading()]).toEqual(['withdrawn', 'consent_withdrawn'])
    expect(await check(colleague, body.id, 'wanted')).toMatchObject({
      status: 409,
      body: { code: 'withdrawal_settled' },
    })
  })

  test('ends nothing if the person was made to say it', async () => {
    const { basisId } = await sharedPerson()
    const { body } = await xa.send(officer, 'POST', `/consents/${basisId}/withdrawal`, {
      ...TAKEN,
      duress: 'suspected',
    })
    expect(body).toMatchObject({ status: 'in_force', withdrawal: { state: 'waiting' } })
    expect((await check(colleague, body.withdrawal.id, 'under_duress')).body.state).toBe('kept')
    expect(await statusOf(basisId)).toBe('in_force')
  })

  test('takes effect within a day if nobody has spoken with the person', async () => {
    const { subjectRef, basisId } = await sharedPerson()
    await take(officer, subjectRef, { duress: 'suspected' })
    xa.state.ahead = 23 * HOUR_MS
    await xa.tendRecalls()
    expect(await statusOf(basisId)).toBe('in_force')
    xa.state.ahead = 25 * HOUR_MS
    await xa.tendRecalls()
    expect(await statusOf(basisId)).toBe('withdrawn')
  })
})

test('how it was taken is on record, and is never changed', async () => {
  const { sheltersRef } = await sharedPerson()
  const { body } = await take(shelter, sheltersRef)
  const [row] = await xa.rows(
    'select taken_agency, taken_user, taken_by, duress, state from withdrawal where withdrawal_id = $1',
    [body.id],
  )
  expect(row).toEqual({
    ...{ taken_agency: agencies.shelter.agencyId, taken_user: shelter.user, taken_by: 'self' },
    ...{ duress: 'none', state: 'effective' },
  })
  const grants = await xa.rows(
    `select privilege_type from information_schema.column_privileges where grantee like '%consent_app' and table_name = 'withdrawal'
      and column_name = 'taken_by' order by 1`,
  )
  expect(grants.map(({ privilege_type }) => privilege_type)).toEqual(['INSERT', 'SELECT'])
})
