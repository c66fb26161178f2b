import { randomUUID } from 'node:crypto'
import { Action, childConsentRefused, holderNews, recordsLinked } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { byGuardian, consentForm, courtOrder, safeguardingForm, toXB, vitalForm } from './fixtures/forms.ts'
import { agencies, type TestAgency, type TestPerson } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, xc, carry, officer, referred, passedOn, readXB, holders } = await useReferredAbroad()
const { submit, view } = questionsTo(xa)
const colleague = { agency: agencies.police, user: randomUUID() }
const shelter = { agency: agencies.shelter, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }
const HOUR_MS = 3_600_000
const DOCUMENT = 'ab'.repeat(32)
const ORDER = { by: 'court', document: DOCUMENT }
const { subjectRef: _, recipients: __, ...VITAL } = vitalForm('')

type Who = { agency: TestAgency; user: string }
const recorded = async (subjectRef: string, form: object = consentForm(subjectRef)): Promise<string> =>
  (await xa.send(officer, 'POST', '/consents', form)).body.id
const take = (who: Who, subjectRef: string, body: object = {}, hub = xa) =>
  hub.send(who, 'POST', '/withdrawals', { subjectRef, ...TAKEN, ...body })
const check = (who: Who, id: string, outcome: string) =>
  xa.send(who, 'POST', `/withdrawals/${id}/welfare-check`, { inPrivate: true, outcome })
const checkOrder = (who: Who, id: string, outcome = 'confirmed') =>
  xa.send(who, 'POST', `/withdrawals/${id}/order-check`, { orderSeen: true, outcome })
const withdraw = (who: Who & { signedIn?: number }, id: string, body: object = {}) =>
  xa.send(who, 'POST', `/consents/${id}/withdrawal`, { ...TAKEN, ...body })
/** Those of the agency of one person, or that are to end one basis. */
const waitingFor = async (who: Who, of: { subjectRef: string } | { basisId: string }) =>
  (await xa.send(who, 'GET', '/withdrawals')).body.items.filter((item: object) =>
    Object.entries(of).every(([name, value]) => Reflect.get(item, name) === value),
  )
const draftsAt = async (hub: typeof xa, subjectRef: string) =>
  (await hub.told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
const statusOf = async (id: string) => (await xa.send(officer, 'GET', `/consents/${id}`)).body.status

/** A person of the police, of whom the shelter of the same hub has a referral. */
async function sharedPerson(facts: Partial<TestPerson> = {}, form: object = {}) {
  const subjectRef = xa.register(agencies.police, facts)
  const basisId = await recorded(subjectRef, consentForm(subjectRef, form))
  const { permit } = await submit({ subjectRef })
  const subjectId = xa.state.people.get(subjectRef)?.subjectId ?? ''
  const sheltersRef = xa.register(agencies.shelter, { ...facts, subjectId, received: true })
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

  test('in a third hub ends it in the one that sent them there, and where it was recorded', async () => {
    const { basisId, there } = await referred()
    const further = await passedOn(there)
    const who = { agency: agencies.shelterXC, user: randomUUID() }
    expect((await take(who, further.subjectRef, {}, xc)).body.state).toBe('effective')
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
    expect(await statusOf(basisId)).toBe('withdrawn')
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

  test('from a court ends a consent, and anything else once the agency that recorded it has seen the order', async () => {
    const [own, ordered, agreed] = [await referred(VITAL), await referred(VITAL), await referred()]
    await takenThere(own, {})
    expect((await readXB(own.there)).code).toBe('permitted')
    for (const { basisId, referralId, ...made } of [ordered, agreed]) {
      const row = await takenThere({ basisId, referralId, ...made }, { ...ORDER, referralId })
      expect(row).toEqual({ taken_by: 'court', document: DOCUMENT })
    }
    const three = async () => Promise.all([own, ordered, agreed].map(({ basisId }) => statusOf(basisId)))
    expect(await three()).toEqual(['in_force', 'in_force', 'withdrawn'])
    const readThere = () => Promise.all([own, ordered, agreed].map(async made => (await readXB(made.there)).code))
    // What rests on no consent stands there too, for as long.
    expect(await readThere()).toEqual(['permitted', 'permitted', 'consent_withdrawn'])
    const [waiting] = await waitingFor(officer, { basisId: ordered.basisId })
    expect(waiting).toMatchObject({ awaits: 'order_check', document: DOCUMENT, subjectRef: ordered.subjectRef })
    // Somebody of another hub took it: whoever of the agency that recorded it sees the order is the second.
    expect((await checkOrder(officer, waiting.id)).body.state).toBe('effective')
    expect(await three()).toEqual(['in_force', 'withdrawn', 'withdrawn'])
    await carry()
    expect(await readThere()).toEqual(['permitted', 'consent_withdrawn', 'consent_withdrawn'])
  })

  test('takes nothing that was agreed to after it was said, however late that hub is heard', async () => {
    const made = await referred()
    const answer = await take(there, made.there.subjectRef, {}, xb)
    expect(answer.status).toBe(201)
    await xb.tendStatements()
    xa.state.ahead = 2 * HOUR_MS
    const since = await recorded(made.subjectRef, consentForm(made.subjectRef, toXB))
    await carry()
    expect([await statusOf(made.basisId), await statusOf(since)]).toEqual(['withdrawn', 'in_force'])
  })

  test('counts on both sides though the clock at home is fast, and they said it soon', async () => {
    const minutes = (of: number) => of * 60_000
    xa.state.ahead = minutes(30)
    const made = await referred()
    xa.state.ahead = minutes(50)
    xb.state.ahead = minutes(20)
    expect((await take(there, made.there.subjectRef, {}, xb)).status).toBe(201)
    expect((await readXB(made.there)).code).toBe('consent_withdrawn')
    await carry()
    expect(await statusOf(made.basisId)).toBe('withdrawn')
  })

  test('said under duress there, was said when it was said, not when it counted', async () => {
    const made = await referred()
    await take(there, made.there.subjectRef, { duress: 'suspected' }, xb)
    xa.state.ahead = 2 * HOUR_MS
    const since = await recorded(made.subjectRef, consentForm(made.subjectRef, toXB))
    xa.state.ahead = xb.state.ahead = 25 * HOUR_MS
    await xb.tendRecalls()
    await carry()
    expect([await statusOf(made.basisId), await statusOf(since)]).toEqual(['withdrawn', 'in_force'])
  })

  test('from a guardian opens a draft where the child is at home, and nowhere else', async () => {
    const made = await referred(byGuardian, {}, CHILD)
    expect((await take(there, made.there.subjectRef, { by: 'guardian' }, xb)).body).not.toHaveProperty('draftId')
    await carry()
    expect(await draftsAt(xa, made.subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId, userId: '' }])
    expect(await draftsAt(xb, made.there.subjectRef)).toEqual([])
    expect(await statusOf(made.basisId)).toBe('withdrawn')
  })

  test.each([
    ['the child', {}, {}],
    ['a court', byGuardian, ORDER],
  ])('from %s opens one draft where the child is at home; of an adult none', async (_, given, how) => {
    const [child, adult] = [await referred({ ...byGuardian, ...given }, {}, CHILD), await referred()]
    for (const made of [child, adult]) {
      const named = 'by' in how ? { ...how, referralId: made.referralId } : how
      await takenThere(made, named)
      expect(await statusOf(made.basisId)).toBe('withdrawn')
    }
    expect(await draftsAt(xa, child.subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId, userId: '' }])
    for (const [hub, ref] of [
      [xb, child.there.subjectRef],
      [xa, adult.subjectRef],
    ] as const)
      expect(await draftsAt(hub, ref)).toEqual([])
  })

  test('from a guardian who may be part of the harm ends nothing, and its own hub opens a draft', async () => {
    const made = await referred(byGuardian, {}, CHILD)
    for (const [hub, ref] of [
      [xa, made.subjectRef],
      [xb, made.there.subjectRef],
    ] as const)
      change(hub, ref, { guardianConflict: true })
    const refused = await take(there, made.there.subjectRef, { by: 'guardian' }, xb)
    expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_conflict' } })
    expect(refused.body).not.toHaveProperty('refs')
    await carry()
    expect(await statusOf(made.basisId)).toBe('in_force')
    expect(await draftsAt(xa, made.subjectRef)).toHaveLength(1)
    expect((await readXB(made.there)).code).toBe('permitted')
  })

  test('from a guardian of whom its own hub alone knows that they may be part of the harm ends nothing either', async () => {
    const made = await referred(byGuardian, {}, CHILD)
    change(xa, made.subjectRef, { guardianConflict: true })
    await takenThere(made, { by: 'guardian' })
    expect(await statusOf(made.basisId)).toBe('in_force')
    expect(await draftsAt(xa, made.subjectRef)).toHaveLength(1)
  })

  test('of a child who says no there opens a draft at home, once', async () => {
    const [child, adult] = [await referred(byGuardian, {}, CHILD), await referred()]
    const { purposes, recipients } = consentForm('', toXB)
    for (const { subjectRef } of [child.there, child.there, adult.there]) {
      const refusal = { subjectRef, refusedBy: 'self', purposes, recipients }
      const { status, body } = await xb.send(there, 'POST', '/consent-refusals', refusal)
      expect([status, body.draftId]).toEqual([201, undefined])
    }
    await carry()
    expect(await draftsAt(xa, child.subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId }])
    expect(await draftsAt(xa, adult.subjectRef)).toEqual([])
  })
})

/** What redaction states of them from now on. */
function change(hub: typeof xa, ref: string, facts: Partial<TestPerson>) {
  const person = hub.state.people.get(ref)
  if (person === undefined) throw new Error('nobody')
  hub.state.people.set(ref, { ...person, ...facts })
}

describe('a withdrawal by a guardian', () => {
  const child = (facts: object = {}) => sharedPerson({ minor: true, guardianNamed: true, ...facts }, byGuardian)

  test('ends what a guardian gave, and a safeguarding draft opens at the agency whose child it is', async () => {
    const { subjectRef, sheltersRef, basisId } = await child()
    const { body } = await take(shelter, sheltersRef, { by: 'guardian' })
    expect(body).toMatchObject({ state: 'effective' })
    expect(body).not.toHaveProperty('draftId')
    expect(await statusOf(basisId)).toBe('withdrawn')
    expect(await draftsAt(xa, subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId, userId: '' }])
    expect(await draftsAt(xa, sheltersRef)).toEqual([])
    // A draft already stands: the agency is not told again.
    await take(officer, subjectRef, { by: 'guardian' })
    expect(await draftsAt(xa, subjectRef)).toHaveLength(1)
  })

  test('takes it back of a linked record too, and the child keeps somebody there as well', async () => {
    const { sheltersRef, subjectRef } = await child()
    const clinic = { agency: agencies.health, user: randomUUID() }
    const theirs = xa.register(agencies.health, { minor: true, guardianNamed: true })
    const form = consentForm(theirs, byGuardian)
    const { id } = (await xa.send(clinic, 'POST', '/consents', form)).body
    await xa.publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef, sheltersRef], other: [theirs] })
    await take(shelter, sheltersRef, { by: 'guardian' })
    expect((await xa.send(clinic, 'GET', `/consents/${id}`)).body.status).toBe('withdrawn')
    expect(await draftsAt(xa, theirs)).toMatchObject([{ agencyId: agencies.health.agencyId }])
  })

  test('of a child who says no where they were received opens a draft where they are at home', async () => {
    const { subjectRef, sheltersRef } = await child()
    const { purposes, recipients } = consentForm('')
    const refusal = { subjectRef: sheltersRef, refusedBy: 'self', purposes, recipients }
    const { status, body } = await xa.send(shelter, 'POST', '/consent-refusals', refusal)
    expect([status, body.draftId]).toEqual([201, undefined])
    expect(await draftsAt(xa, subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId }])
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
    const { subjectRef, sheltersRef, basisId } = await child()
    change(xa, subjectRef, { guardianConflict: true })
    const refused = await take(shelter, sheltersRef, { by: 'guardian' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_conflict' } })
    expect(refused.body).not.toHaveProperty('refs')
    expect(await statusOf(basisId)).toBe('in_force')
    expect(await draftsAt(xa, subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId }])
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
    change(xa, subjectRef, { guardianConflict: true })
    const refused = await xa.send(officer, 'POST', `/consents/${basisId}/withdrawal`, { ...TAKEN, by: 'guardian' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_conflict' } })
    expect((await xa.told(childConsentRefused)).map(({ draftId }) => draftId)).toContain(refused.body.refs.draftId)
    expect(await statusOf(basisId)).toBe('in_force')
  })
})

describe('a child whose consent is taken back keeps somebody, whoever took it back', () => {
  const CHILD = { minor: true, guardianNamed: true }
  const child = () => sharedPerson(CHILD, byGuardian)

  test.each([
    ['the child', {}],
    ['a court', ORDER],
  ])('%s, at the agency that recorded it, which hears of its draft', async (_, how) => {
    const [{ subjectRef, basisId }, adult] = [await child(), await sharedPerson()]
    const { status, body } = await withdraw(officer, basisId, how)
    expect([status, body.status, body.withdrawal.state]).toEqual([200, 'withdrawn', 'effective'])
    const { draftId } = body.withdrawal
    const { agencyId } = agencies.police
    expect(await draftsAt(xa, subjectRef)).toMatchObject([{ agencyId, userId: officer.user, draftId }])
    expect((await withdraw(officer, adult.basisId, how)).body.withdrawal).not.toHaveProperty('draftId')
    expect(await draftsAt(xa, adult.subjectRef)).toEqual([])
  })

  test.each([
    ['the child', {}],
    ['a court', ORDER],
  ])('%s, at an agency that only received them', async (_, how) => {
    const [{ subjectRef, sheltersRef, basisId, referralId }, adult] = [await child(), await sharedPerson()]
    const { body } = await take(shelter, sheltersRef, { ...how, referralId })
    expect(body).toMatchObject({ state: 'effective' })
    expect(body).not.toHaveProperty('draftId')
    expect(await statusOf(basisId)).toBe('withdrawn')
    expect(await draftsAt(xa, subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId, userId: '' }])
    expect(await draftsAt(xa, sheltersRef)).toEqual([])
    await take(shelter, adult.sheltersRef, { ...how, referralId: adult.referralId })
    expect([await statusOf(adult.basisId), await draftsAt(xa, adult.subjectRef)]).toEqual(['withdrawn', []])
  })

  test.each(['before', 'after'])('with a linked record, linked %s that', async when => {
    const clinic = { agency: agencies.health, user: randomUUID() }
    for (const [facts, given] of [
      [CHILD, byGuardian],
      [{}, {}],
    ] as const) {
      const { subjectRef, sheltersRef } = await sharedPerson(facts, given)
      const theirs = xa.register(agencies.health, facts)
      const { id } = (await xa.send(clinic, 'POST', '/consents', consentForm(theirs, given))).body
      const link = () =>
        xa.publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef, sheltersRef], other: [theirs] })
      if (when === 'before') await link()
      await take(shelter, sheltersRef)
      if (when === 'after') await link()
      expect((await xa.send(clinic, 'GET', `/consents/${id}`)).body.status).toBe('withdrawn')
      const drafts = facts === CHILD ? [{ agencyId: agencies.health.agencyId }] : []
      expect(await draftsAt(xa, theirs)).toMatchObject(drafts)
    }
  })

  test('when what waited takes effect, also where it was not known before that they are a child', async () => {
    for (const outcome of ['wanted', 'nobody spoke with them']) {
      const { subjectRef, basisId } = await sharedPerson()
      const { body } = await take(officer, subjectRef, { duress: 'suspected' })
      change(xa, subjectRef, CHILD)
      expect(await draftsAt(xa, subjectRef)).toEqual([])
      if (outcome === 'wanted') await check(colleague, body.id, 'wanted')
      else {
        xa.state.ahead = 25 * HOUR_MS
        await xa.tendRecalls()
      }
      expect([outcome, await statusOf(basisId)]).toEqual([outcome, 'withdrawn'])
      expect(await draftsAt(xa, subjectRef)).toHaveLength(1)
      xa.state.ahead = 0
    }
  })

  test('when a second person has seen the order that ends what kept them safe', async () => {
    const subjectRef = xa.register(agencies.police, CHILD)
    const id = await recorded(subjectRef, safeguardingForm(subjectRef))
    const { body } = await withdraw(officer, id, ORDER)
    expect([body.withdrawal.state, await draftsAt(xa, subjectRef)]).toEqual(['waiting', []])
    await checkOrder(colleague, body.withdrawal.id)
    expect([await statusOf(id), (await draftsAt(xa, subjectRef)).length]).toEqual(['withdrawn', 1])
  })
})

describe('what nobody agreed to', () => {
  const SAFEGUARDING = { ...safeguardingForm(''), subjectRef: undefined }
  const ORDERED = { ...SAFEGUARDING, basis: 'court_order', justification: courtOrder }
  const COMPELLED = {
    ...{ ...SAFEGUARDING, basis: 'legal_obligation' },
    justification: {
      ...{ reason: 'duty_to_report', article: { law: 'criminal_procedure_code', number: 264 } },
      ...{ compels: ['exploitation'], personTold: 'told' },
    },
  }

  test.each([
    ['safeguarding', SAFEGUARDING],
    ['a court’s order', ORDERED],
    ['a legal obligation', COMPELLED],
  ])('is nobody’s to take back, confirmed or not: %s ends by somebody else’s review', async (_, form) => {
    const subjectRef = xa.register(agencies.police, { minor: true, guardianNamed: true })
    const id = await recorded(subjectRef, { ...form, subjectRef })
    expect(await statusOf(id)).toBe('in_force')
    await xa.send(colleague, 'POST', `/consents/${id}/confirmation`)
    for (const how of [{}, { duress: 'suspected' }])
      expect(await withdraw(officer, id, how)).toMatchObject({ status: 403, body: { code: 'nobody_agreed_to_it' } })
    expect(await statusOf(id)).toBe('in_force')
    expect(await waitingFor(colleague, { subjectRef })).toEqual([])
    const review = (who: Who) => xa.send(who, 'POST', `/consents/${id}/review`, { outcome: 'ends' })
    expect((await review(officer)).body.code).toBe('second_person_required')
    expect((await review(colleague)).status).toBe(200)
    expect(await statusOf(id)).toBe('withdrawn')
  })

  test('gives way to no consent, and takes no consent’s place', async () => {
    const subjectRef = xa.register(agencies.police, { minor: true, guardianNamed: true })
    const kept = await recorded(subjectRef, safeguardingForm(subjectRef))
    const given = await recorded(subjectRef, consentForm(subjectRef, byGuardian))
    const replacing = (form: object) => xa.send(officer, 'POST', '/consents', form)
    const agreed = await replacing(consentForm(subjectRef, { ...byGuardian, supersedes: kept }))
    expect(agreed).toMatchObject({ status: 404, body: { code: 'not_found' } })
    for (const supersedes of [kept, given]) {
      const claimed = await replacing(safeguardingForm(subjectRef, { supersedes }))
      const errors = [{ pointer: '/supersedes', code: 'not_allowed' }]
      expect(claimed).toMatchObject({ status: 400, body: { errors } })
    }
    expect([await statusOf(kept), await statusOf(given)]).toEqual(['in_force', 'in_force'])
  })
})

describe('a withdrawal by a court', () => {
  const keptSafe = async () => {
    const subjectRef = xa.register(agencies.police, { minor: true, guardianNamed: true })
    return { subjectRef, id: await recorded(subjectRef, safeguardingForm(subjectRef)) }
  }

  test('needs its order, what that names, and who signed in just now', async () => {
    const { sheltersRef, referralId, basisId } = await sharedPerson()
    expect((await take(shelter, sheltersRef, { by: 'court', referralId })).status).toBe(400)
    expect((await take(shelter, sheltersRef, { document: DOCUMENT, referralId })).status).toBe(400)
    const unnamed = await take(shelter, sheltersRef, ORDER)
    expect(unnamed).toMatchObject({ status: 400, body: { errors: [{ pointer: '/referralId', code: 'required' }] } })
    const tired = { ...shelter, signedIn: 6 * 60 }
    const late = { status: 401, body: { code: 'step_up_required' } }
    expect(await take(tired, sheltersRef, { ...ORDER, referralId })).toMatchObject(late)
    expect(await withdraw({ ...officer, signedIn: 6 * 60 }, basisId, ORDER)).toMatchObject(late)
    expect(await statusOf(basisId)).toBe('in_force')
    await take(shelter, sheltersRef, { ...ORDER, referralId })
    expect(await statusOf(basisId)).toBe('withdrawn')
  })

  test('ends what nobody agreed to once a second person has seen the order', async () => {
    const { id } = await keptSafe()
    const { status, body } = await withdraw(officer, id, ORDER)
    expect([status, body.status, body.withdrawal.state]).toEqual([200, 'in_force', 'waiting'])
    expect(await withdraw(officer, id, ORDER)).toMatchObject({ status: 409, body: { code: 'order_waits_already' } })
    const [waiting] = await waitingFor(colleague, { basisId: id })
    expect(waiting).toMatchObject({ id: body.withdrawal.id, awaits: 'order_check', document: DOCUMENT })
    const own = await checkOrder(officer, waiting.id)
    expect(own).toMatchObject({ status: 403, body: { code: 'second_person_required' } })
    // Another agency's is nobody's welfare check, and nothing that the agency which has not recorded it can end.
    expect(await check(colleague, waiting.id, 'wanted')).toMatchObject({ status: 404 })
    xa.state.onDuty = [{ user: randomUUID(), agency: agencies.police }]
    expect(await checkOrder(shelter, waiting.id)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await checkOrder(colleague, waiting.id)).toMatchObject({
      ...{ status: 403, body: { code: 'second_person_not_on_duty' } },
    })
    xa.state.onDuty = []
    expect(await statusOf(id)).toBe('in_force')
    xa.state.ahead = 25 * HOUR_MS
    await xa.tendRecalls()
    expect((await waitingFor(colleague, { basisId: id })).map((one: { id: string }) => one.id)).toEqual([waiting.id])
    xa.state.ahead = 0
    expect((await checkOrder(colleague, waiting.id)).body.state).toBe('effective')
    expect(await statusOf(id)).toBe('withdrawn')
    expect(await checkOrder(colleague, waiting.id)).toMatchObject({ status: 409, body: { code: 'withdrawal_settled' } })
  })

  test.each([
    ['a colleague on duty', colleague, [officer, colleague], 'agency'],
    ['somebody of the hub’s duty roster', shelter, [officer, shelter], 'hub'],
    ['a colleague, where nobody is on duty,', colleague, [], 'none'],
  ])('is in the access log before it ends anything: %s has seen it', async (_, second, roster, from) => {
    const { id } = await keptSafe()
    const { body } = await withdraw(officer, id, ORDER)
    xa.state.onDuty = roster
    xa.state.auditDown = true
    expect((await checkOrder(second, body.withdrawal.id)).status).toBe(503)
    expect(await statusOf(id)).toBe('in_force')
    xa.state.auditDown = false
    expect((await checkOrder(second, body.withdrawal.id)).status).toBe(200)
    expect(xa.state.entries.filter(({ basisId }) => basisId === id)).toMatchObject([
      { action: Action.ORDER_CONFIRMED, code: `confirmed_roster:${from}`, userId: second.user, source: 'consent' },
    ])
    const warned = xa.lines.some(line => line.includes('order.confirmed-off-duty') && line.includes(body.withdrawal.id))
    expect(warned).toBe(from === 'none')
    xa.state.onDuty = []
  })

  test('is no order to be seen, of another agency, by who removes people, speaks for a foreign state or is excluded by the person, also on duty', async () => {
    const { subjectRef, id } = await keptSafe()
    const excluded = { agency: agencies.health, user: randomUUID() }
    const excluding = { ...byGuardian, excluded: [{ hub: 'XA', userId: excluded.user }] }
    await recorded(subjectRef, consentForm(subjectRef, excluding))
    const { body } = await withdraw(officer, id, ORDER)
    const barred = [agencies.enforcement, agencies.consulate].map(agency => ({ agency, user: randomUUID() }))
    xa.state.onDuty = [officer, ...barred, excluded, shelter]
    for (const one of [...barred, excluded])
      for (const outcome of ['confirmed', 'not_confirmed'])
        expect(await checkOrder(one, body.withdrawal.id, outcome)).toMatchObject({
          ...{ status: 404, body: { code: 'not_found' } },
        })
    expect(await statusOf(id)).toBe('in_force')
    expect((await checkOrder(shelter, body.withdrawal.id)).body.state).toBe('effective')
    xa.state.onDuty = []
  })

  test('is seen by nobody whom the person excludes while it is asked who is on duty', async () => {
    const { subjectRef, id } = await keptSafe()
    const { body } = await withdraw(officer, id, ORDER)
    xa.state.onDuty = [officer, shelter]
    xa.state.beforeDuty = async () => {
      xa.state.beforeDuty = undefined
      const excluding = { ...byGuardian, excluded: [{ hub: 'XA', userId: shelter.user }] }
      await recorded(subjectRef, consentForm(subjectRef, excluding))
    }
    expect(await checkOrder(shelter, body.withdrawal.id)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await statusOf(id)).toBe('in_force')
    xa.state.onDuty = []
  })

  test('that no court has ordered ends nothing', async () => {
    const { id } = await keptSafe()
    const { body } = await withdraw(officer, id, ORDER)
    expect((await checkOrder(colleague, body.withdrawal.id, 'not_confirmed')).body.state).toBe('kept')
    expect(await statusOf(id)).toBe('in_force')
    // It may be ordered again, and then it waits again.
    expect((await withdraw(officer, id, ORDER)).body.withdrawal.state).toBe('waiting')
  })

  test('at an agency that recorded nothing ends the consent of a referral, and the rest waits where it was recorded', async () => {
    const { subjectRef, sheltersRef, referralId, basisId } = await sharedPerson(
      { minor: true, guardianNamed: true },
      byGuardian,
    )
    const kept = await recorded(subjectRef, safeguardingForm(subjectRef))
    const other = await recorded(
      subjectRef,
      safeguardingForm(subjectRef, { recipients: [{ hub: 'XA', agencyType: 'health' }] }),
    )
    const { body } = await take(shelter, sheltersRef, { ...ORDER, referralId })
    expect([body.state, Object.keys(body).sort()]).toEqual(['effective', ['id', 'state', 'takenAt']])
    expect([await statusOf(basisId), await statusOf(kept)]).toEqual(['withdrawn', 'in_force'])
    expect(await waitingFor(shelter, { basisId: kept })).toEqual([])
    const told = (await xa.told(holderNews)).filter(one => one.referralId === referralId && one.what === 'order-check')
    expect(told).toMatchObject([{ agencyId: agencies.police.agencyId }])
    const [waiting] = await waitingFor(officer, { basisId: kept })
    expect((await checkOrder(officer, waiting.id)).body.state).toBe('effective')
    expect([await statusOf(kept), await statusOf(other)]).toEqual(['withdrawn', 'in_force'])
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

  test('is looked after by nobody whom the person excludes, by whichever of linked records', async () => {
    const { subjectRef, basisId } = await sharedPerson()
    const [clinic, excluded] = [
      { agency: agencies.health, user: randomUUID() },
      { ...colleague, user: randomUUID() },
    ]
    const theirs = xa.register(agencies.health)
    const excluding = consentForm(theirs, { excluded: [{ hub: 'XA', userId: excluded.user }] })
    expect((await xa.send(clinic, 'POST', '/consents', excluding)).status).toBe(201)
    await xa.publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [theirs] })
    const { body } = await take(officer, subjectRef, { duress: 'suspected' })
    for (const outcome of ['under_duress', 'wanted'])
      expect(await check(excluded, body.id, outcome)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await statusOf(basisId)).toBe('in_force')
    expect((await check(colleague, body.id, 'wanted')).body.state).toBe('effective')
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

describe('a guardian’s withdrawal that waits', () => {
  const CHILD = { minor: true, guardianNamed: true }

  test.each(['is found to be what the person wants', 'is due'])(
    'ends nothing once they are known to be part of the harm, also when it %s',
    async how => {
      const { subjectRef, basisId, reading } = await sharedPerson(CHILD, byGuardian)
      const { body } = await take(officer, subjectRef, { by: 'guardian', duress: 'suspected' })
      const before = (await draftsAt(xa, subjectRef)).length
      change(xa, subjectRef, { guardianConflict: true })
      xa.state.ahead = how === 'is due' ? 25 * HOUR_MS : 0
      if (how === 'is due') await xa.tendRecalls()
      else expect((await check(colleague, body.id, 'wanted')).body.state).toBe('kept')
      expect([await statusOf(basisId), await reading()]).toEqual(['in_force', 'permitted'])
      expect(await draftsAt(xa, subjectRef)).toHaveLength(before + 1)
      expect(await check(colleague, body.id, 'wanted')).toMatchObject({ body: { code: 'withdrawal_settled' } })
      xa.state.ahead = 0
    },
  )

  test('in another hub is told to the child’s own, which does not obey it either', async () => {
    const made = await referred(byGuardian, {}, CHILD)
    const there = { agency: agencies.shelterXB, user: randomUUID() }
    await take(there, made.there.subjectRef, { by: 'guardian', duress: 'suspected' }, xb)
    change(xb, made.there.subjectRef, { guardianConflict: true })
    change(xa, made.subjectRef, { guardianConflict: true })
    xa.state.ahead = xb.state.ahead = 25 * HOUR_MS
    await xb.tendRecalls()
    await carry()
    expect([await statusOf(made.basisId), (await readXB(made.there)).code]).toEqual(['in_force', 'permitted'])
    expect(await draftsAt(xa, made.subjectRef)).toHaveLength(1)
  })

  test('is due, and those of whom nothing can be found out, however many, hold up no other and are named in the log', async () => {
    const [first, second] = [await sharedPerson(), await sharedPerson()]
    const { body } = await take(officer, first.subjectRef, { duress: 'suspected' })
    await xa.rows(
      `insert into withdrawal select (jsonb_populate_record(w, jsonb_build_object('withdrawal_id', gen_random_uuid()))).*
         from withdrawal w, generate_series(1, 60) where withdrawal_id = $1`,
      [body.id],
    )
    await take(officer, second.subjectRef, { duress: 'suspected' })
    const { subjectId = '' } = xa.state.people.get(first.subjectRef) ?? {}
    xa.state.unreadable.add(subjectId)
    xa.state.ahead = 25 * HOUR_MS
    await xa.tendRecalls()
    expect([await statusOf(first.basisId), await statusOf(second.basisId)]).toEqual(['in_force', 'withdrawn'])
    const failed = xa.lines.filter(line => line.includes('withdrawal.not-settled'))
    expect([failed.length, failed.some(line => line.includes(body.id))]).toEqual([61, true])
    xa.state.unreadable.clear()
    await xa.tendRecalls()
    expect(await statusOf(first.basisId)).toBe('withdrawn')
    xa.state.ahead = 0
  })
})

describe('while a withdrawal waits', () => {
  const narrower = (id: string, to: object) =>
    xa.send(officer, 'POST', `/consents/${id}/narrowing`, { ...TAKEN, ...to })

  test('the consent may be narrowed, and nothing of it stands afterwards', async () => {
    for (const said of ['all', 'one', 'referral'] as const) {
      const { subjectRef, sheltersRef, referralId, basisId, reading } = await sharedPerson()
      const { body } =
        said === 'one'
          ? await withdraw(officer, basisId, { duress: 'suspected' })
          : await take(officer, subjectRef, { duress: 'suspected', ...(said === 'referral' && { referralId }) })
      xa.state.ahead += HOUR_MS
      const first = (await narrower(basisId, { dataCategories: ['identity', 'contact', 'risk'] })).body.id
      const second = (await narrower(first, { dataCategories: ['identity', 'risk'] })).body.id
      expect([await statusOf(second), await reading()]).toEqual(['in_force', 'permitted'])
      await check(colleague, body.withdrawal?.id ?? body.id, 'wanted')
      expect([await statusOf(second), await reading()]).toEqual(['withdrawn', 'consent_withdrawn'])
      expect(sheltersRef).not.toBe(subjectRef)
      xa.state.ahead = 0
    }
  })

  test('what is agreed to stands, also in the place of what was taken back', async () => {
    for (const said of ['all', 'one', 'referral'] as const) {
      const { subjectRef, referralId, basisId } = await sharedPerson()
      const { body } =
        said === 'one'
          ? await withdraw(officer, basisId, { duress: 'suspected' })
          : await take(officer, subjectRef, { duress: 'suspected', ...(said === 'referral' && { referralId }) })
      xa.state.ahead += 20 * HOUR_MS
      const renewed = await recorded(subjectRef, consentForm(subjectRef, { supersedes: basisId }))
      const since = await recorded(subjectRef)
      await check(colleague, body.withdrawal?.id ?? body.id, 'wanted')
      expect([await statusOf(renewed), await statusOf(since)]).toEqual(['in_force', 'in_force'])
      xa.state.ahead = 0
    }
  })

  test('a linked record is given consent anew, and that stands', async () => {
    const { subjectRef } = await sharedPerson()
    const clinic = { agency: agencies.health, user: randomUUID() }
    const theirs = xa.register(agencies.health)
    const record = async () => (await xa.send(clinic, 'POST', '/consents', consentForm(theirs))).body.id
    const before = await record()
    await xa.publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [theirs] })
    const { body } = await take(officer, subjectRef, { duress: 'suspected' })
    xa.state.ahead += 20 * HOUR_MS
    const since = await record()
    await check(colleague, body.id, 'wanted')
    const theirStatus = async (id: string) => (await xa.send(clinic, 'GET', `/consents/${id}`)).body.status
    expect([await theirStatus(before), await theirStatus(since)]).toEqual(['withdrawn', 'in_force'])
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
