import { randomUUID } from 'node:crypto'
import { AskedBy, childConsentRefused, recordsLinked, suitable } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { byGuardian, consentForm, courtOrder, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { recordsAskedOf } from './fixtures/own-record.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, publish, told } = service
const { submit, view } = questionsTo(service)
const ask = recordsAskedOf(service)
const officer = { agency: agencies.police, user: randomUUID() }
const colleague = { agency: agencies.police, user: randomUUID() }
const clinic = { agency: agencies.health, user: randomUUID() }
const CHILD = { minor: true, guardianNamed: true }

type Who = { agency: TestAgency; user: string }
const saying = (conflictCheck: string) => ({
  ...byGuardian,
  taken: { ...byGuardian.taken, guardian: { ...byGuardian.taken.guardian, conflictCheck } },
})
const record = (who: Who, subjectRef: string, found = 'none_found') =>
  send(who, 'POST', '/consents', consentForm(subjectRef, saying(found)))
const codeOf = async (sent: ReturnType<typeof record>) => {
  const { status, body } = await sent
  return status === 201 ? 'recorded' : body.code
}

/** A child of the police, with a consent of their guardian and a referral on it that the shelter has opened. */
async function referred() {
  const subjectRef = register(agencies.police, CHILD)
  const { body } = await record(officer, subjectRef)
  const { permit } = await submit({ subjectRef })
  const { referralId = '', subjectId = '' } = permit ?? {}
  const sheltersRef = register(agencies.shelter, { ...CHILD, subjectId })
  const reading = async () => (await view({ subjectRef: sheltersRef }, { referralId })).code
  expect(await reading()).toBe('permitted')
  return { subjectRef, sheltersRef, referralId, basisId: body.id as string, reading }
}

const refuse = (who: Who, subjectRef: string, refusedBy: 'guardian' | 'self') =>
  send(who, 'POST', '/consent-refusals', {
    ...{ subjectRef, refusedBy, purposes: ['shelter'], recipients: [{ hub: 'XA', agencyType: 'shelter' }] },
  })
const ordered = (who: Who, subjectRef: string) =>
  send(who, 'POST', '/consents', vitalForm(subjectRef, { basis: 'court_order', justification: courtOrder }))
const awaitsReview = async ({ body }: { body: { id: string } }) =>
  (await send(officer, 'GET', `/consents/${body.id}`)).body.replacesRefusal === true
const happened = async (id: string) =>
  (await send(officer, 'GET', `/consents/${id}/history`)).body.items.map(({ what }: { what: string }) => what)

describe('a conflict that an officer found of a guardian', () => {
  test('is not forgotten with the form that is refused for it: who asks again, and says that none was found, is refused too', async () => {
    const subjectRef = register(agencies.police, CHILD)
    expect(await codeOf(record(officer, subjectRef, 'conflict_found'))).toBe('guardian_conflict')
    const again = await record(colleague, subjectRef)
    expect([again.status, again.body.code, again.body.refs]).toEqual([
      ...[403, 'guardian_conflict'],
      { draftId: expect.any(String) },
    ])
    expect((await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)).toHaveLength(1)
    const found = await rows('select agency_id, user_id, found_at from guardian_finding where subject_ref = $1', [
      subjectRef,
    ])
    const { agencyId: agency_id } = agencies.police
    expect(found).toEqual([{ agency_id, user_id: officer.user, found_at: expect.any(Date) }])
    // The consent is refused, the child is not.
    expect((await send(officer, 'POST', '/consents', safeguardingForm(subjectRef))).status).toBe(201)
    expect((await submit({ subjectRef })).code).toBe('permitted')
  })

  test('counts at once for what the guardian agreed to before: nothing goes out on it, and nobody reads more', async () => {
    const { subjectRef, reading } = await referred()
    await record(officer, subjectRef, 'conflict_found')
    expect([await reading(), (await submit({ subjectRef })).code]).toEqual(['guardian_conflict', 'guardian_conflict'])
  })

  test('is kept also where the form is refused for something else first', async () => {
    const subjectRef = register(agencies.police, { minor: true })
    expect(await codeOf(record(officer, subjectRef, 'conflict_found'))).toBe('minor_without_guardian_or_safeguarding')
    state.people.set(subjectRef, { ...(state.people.get(subjectRef) ?? never()), guardianNamed: true })
    expect(await codeOf(record(officer, subjectRef))).toBe('guardian_conflict')
  })

  test('takes from that guardian what they could take back, and the child’s own record; the child reads it', async () => {
    const { subjectRef, sheltersRef, basisId } = await referred()
    const askedBy = AskedBy.GUARDIAN
    expect((await ask(subjectRef, { askedBy })).code).toBe('permitted')
    await record(officer, subjectRef, 'conflict_found')
    const taken = { inPrivate: true, duressChecked: true, by: 'guardian' }
    const shelter = { agency: agencies.shelter, user: randomUUID() }
    const said = [
      await send(shelter, 'POST', '/withdrawals', { subjectRef: sheltersRef, ...taken }),
      await send(officer, 'POST', `/consents/${basisId}/withdrawal`, taken),
    ]
    expect(said.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([403, 'guardian_conflict']))
    expect((await send(officer, 'GET', `/consents/${basisId}`)).body.status).toBe('in_force')
    expect((await ask(subjectRef, { askedBy })).code).toBe('guardian_conflict')
    expect((await ask(subjectRef, { askedBy, bySheet: true })).code).toBe('guardian_conflict')
    expect((await ask(subjectRef, { bySheet: true })).code).toBe('permitted')
  })

  test('counts for the person: at another agency, and by linked records', async () => {
    const { subjectRef } = await referred()
    const { subjectId = '' } = state.people.get(subjectRef) ?? {}
    const [same, other] = [register(agencies.health, { ...CHILD, subjectId }), register(agencies.health, CHILD)]
    expect(await codeOf(record(clinic, other))).toBe('recorded')
    const sent = async () => (await submit({ subjectRef: other, from: agencies.health })).code
    await record(officer, subjectRef, 'conflict_found')
    expect([await codeOf(record(clinic, same)), await sent()]).toEqual(['guardian_conflict', 'permitted'])
    await publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef, same], other: [other] })
    expect([await sent(), await codeOf(record(clinic, other))]).toEqual(Array(2).fill('guardian_conflict'))
  })

  describe('takes from the guardian the no that they had said before', () => {
    test('what waited for a review for its sake alone waits no longer, nor does what is recorded from now on', async () => {
      const subjectRef = register(agencies.police, CHILD)
      const { id } = (await ordered(officer, subjectRef)).body
      expect((await refuse(officer, subjectRef, 'guardian')).status).toBe(201)
      expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
      await record(officer, subjectRef, 'conflict_found')
      expect((await submit({ subjectRef })).code).toBe('permitted')
      expect(await happened(id)).toEqual(['recorded', 'refusal_noted', 'refusal_lifted'])
      expect(await awaitsReview(await ordered(officer, subjectRef))).toBe(false)
    })

    test('also where they took back what they had agreed to', async () => {
      const { subjectRef, basisId } = await referred()
      const taken = { inPrivate: true, duressChecked: true, by: 'guardian' }
      expect((await send(officer, 'POST', `/consents/${basisId}/withdrawal`, taken)).status).toBe(200)
      const order = await ordered(officer, subjectRef)
      expect(await awaitsReview(order)).toBe(true)
      await record(officer, subjectRef, 'conflict_found')
      expect(await awaitsReview(order)).toBe(false)
      expect(await happened(order.body.id)).toEqual(['recorded', 'refusal_lifted'])
    })

    test('what the child said no to waits on', async () => {
      const subjectRef = register(agencies.police, CHILD)
      const { id } = (await ordered(officer, subjectRef)).body
      for (const by of ['guardian', 'self'] as const) await refuse(officer, subjectRef, by)
      await record(officer, subjectRef, 'conflict_found')
      expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
      expect(await happened(id)).toEqual(['recorded', 'refusal_noted'])
      expect(await awaitsReview(await ordered(officer, subjectRef))).toBe(true)
    })

    test('also where a linked record’s went with what they took back', async () => {
      const [one, other] = [register(agencies.police, CHILD), register(agencies.health, CHILD)]
      const given = (await record(officer, one)).body.id
      await record(clinic, other)
      await publish(recordsLinked, { linkId: randomUUID(), one: [one], other: [other] })
      const taken = { inPrivate: true, duressChecked: true, by: 'guardian' }
      expect((await send(officer, 'POST', `/consents/${given}/withdrawal`, taken)).status).toBe(200)
      const order = await ordered(officer, one)
      expect(await awaitsReview(order)).toBe(true)
      await record(officer, one, 'conflict_found')
      expect(await awaitsReview(order)).toBe(false)
    })

    test('by linked records as well, whichever of them it was found by', async () => {
      const [found, other] = [register(agencies.police, CHILD), register(agencies.health, CHILD)]
      await record(officer, found, 'conflict_found')
      await ordered(clinic, other)
      await refuse(clinic, other, 'guardian')
      const sent = async () => (await submit({ subjectRef: other, from: agencies.health })).code
      expect(await sent()).toBe('refusal_not_reviewed')
      await publish(recordsLinked, { linkId: randomUUID(), one: [found], other: [other] })
      expect(await sent()).toBe('permitted')
    })
  })

  test('counts though the officer’s agency has only received the child, and a draft opens where they are at home', async () => {
    const { subjectRef, sheltersRef, reading } = await referred()
    state.people.set(sheltersRef, { ...(state.people.get(sheltersRef) ?? never()), received: true })
    const shelter = { agency: agencies.shelter, user: randomUUID() }
    expect(await codeOf(record(shelter, sheltersRef))).toBe('person_received')
    expect(await reading()).toBe('permitted')
    const { status, body } = await record(shelter, sheltersRef, 'conflict_found')
    expect([status, body.code, body.refs]).toEqual([403, 'guardian_conflict', undefined])
    expect(await reading()).toBe('guardian_conflict')
    expect(await codeOf(record(officer, subjectRef))).toBe('guardian_conflict')
    const drafts = (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    expect(drafts).toMatchObject([{ agencyId: agencies.police.agencyId }])
  })

  test('of an adult leaves them their own word', async () => {
    const subjectRef = register(agencies.police, { guardianNamed: true })
    await record(officer, subjectRef, 'conflict_found')
    expect(await codeOf(record(officer, subjectRef))).toBe('guardian_conflict')
    expect(await codeOf(send(officer, 'POST', '/consents', consentForm(subjectRef)))).toBe('recorded')
    expect((await submit({ subjectRef })).code).toBe('permitted')
  })

  test('nobody takes from the record', async () => {
    for (const change of ['update guardian_finding set user_id = agency_id', 'delete from guardian_finding'])
      await expect(rows(change)).rejects.toThrow('never changed')
  })
})

describe('a conflict that only redaction’s record shows, found later, takes from the guardian the no that they had said before', () => {
  const shown = (subjectRef: string) =>
    state.people.set(subjectRef, { ...(state.people.get(subjectRef) ?? never()), guardianConflict: true })
  const guardianTakesBack = (basisId: string) =>
    send(officer, 'POST', `/consents/${basisId}/withdrawal`, { inPrivate: true, duressChecked: true, by: 'guardian' })

  /** A court’s order that waits for a review because the guardian said no, beside what they agreed to. */
  async function waiting() {
    const { subjectRef, basisId, referralId } = await referred()
    const { id } = (await ordered(officer, subjectRef)).body
    expect((await refuse(officer, subjectRef, 'guardian')).status).toBe(201)
    expect(await happened(id)).toEqual(['recorded', 'refusal_noted'])
    return { subjectRef, basisId, referralId, id }
  }
  type Waiting = Awaited<ReturnType<typeof waiting>>

  test.each<[string, (one: Waiting) => Promise<{ code?: string; body?: { code: string } }>, string]>([
    ['the next referral, which is permitted', ({ subjectRef }) => submit({ subjectRef }), 'permitted'],
    ['another form', ({ subjectRef }) => record(colleague, subjectRef), 'guardian_conflict'],
    ['what they would take back', ({ basisId }) => guardianTakesBack(basisId), 'guardian_conflict'],
    ['the own record', ({ subjectRef }) => ask(subjectRef, { askedBy: AskedBy.GUARDIAN }), 'guardian_conflict'],
  ])('as soon as it is heard by %s', async (_, hear, code) => {
    const one = await waiting()
    shown(one.subjectRef)
    const heard = await hear(one)
    expect(heard.code ?? heard.body?.code).toBe(code)
    expect(await happened(one.id)).toEqual(['recorded', 'refusal_noted', 'refusal_lifted'])
    expect((await submit({ subjectRef: one.subjectRef })).code).toBe('permitted')
    expect(await awaitsReview(await ordered(officer, one.subjectRef))).toBe(false)
  })

  test('for what is answered then, too: to whom the child may go now', async () => {
    const { subjectRef, referralId } = await waiting()
    shown(subjectRef)
    const question = { nonce: randomUUID(), referralId, candidates: [refOf(agencies.shelter)] }
    const { withinBasis } = await (await service.as('referral')).ask(suitable, question)
    expect(withinBasis).toHaveLength(1)
  })

  test('also where they took back what they had agreed to', async () => {
    const { subjectRef, basisId } = await referred()
    expect((await guardianTakesBack(basisId)).status).toBe(200)
    const order = await ordered(officer, subjectRef)
    expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
    shown(subjectRef)
    expect((await submit({ subjectRef })).code).toBe('permitted')
    expect(await happened(order.body.id)).toEqual(['recorded', 'refusal_lifted'])
  })

  test('what the child said no to waits on', async () => {
    const { subjectRef, id } = await waiting()
    await refuse(officer, subjectRef, 'self')
    shown(subjectRef)
    expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
    expect(await happened(id)).toEqual(['recorded', 'refusal_noted'])
  })

  test('by linked records as well', async () => {
    const { subjectRef } = await referred()
    const other = register(agencies.health, CHILD)
    await publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [other] })
    await ordered(clinic, other)
    await refuse(clinic, other, 'guardian')
    const sent = async () => (await submit({ subjectRef: other, from: agencies.health })).code
    expect(await sent()).toBe('refusal_not_reviewed')
    shown(subjectRef)
    await submit({ subjectRef })
    expect(await sent()).toBe('permitted')
  })
})

function never(): never {
  throw new Error('nobody under this reference')
}
