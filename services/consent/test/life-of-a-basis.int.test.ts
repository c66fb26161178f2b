import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Action,
  basisDue,
  childConsentRefused,
  consentWithdrawn,
  decodePayload,
  draftEnded,
  recordsLinked,
} from '@amparo/contracts'
import { waitFor } from '@amparo/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { byGuardian, consentForm, courtOrder, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, publish, state, tellDue, enterOverdueReviews } = service
const { submit, view } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const colleague = { agency: agencies.police, user: randomUUID() }
const onDuty = { agency: agencies.health, user: randomUUID() }
const HOUR = 3_600_000
const DAY = 24 * HOUR

afterEach(() => {
  state.ahead = 0
})

const record = (form: object) => send(officer, 'POST', '/consents', form)
const recorded = async (form: object): Promise<string> => {
  const { status, body } = await record(form)
  expect([status, body.code]).toEqual([201, undefined])
  return body.id
}
const post = (id: string, step: string, body: object, who = officer) =>
  send(who, 'POST', `/consents/${id}/${step}`, body)
const narrow = (id: string, to: object, who = officer) =>
  post(id, 'narrowing', { inPrivate: true, duressChecked: true, ...to }, who)
const confirm = (id: string, who: typeof officer) => send(who, 'POST', `/consents/${id}/confirmation`)
const statusOf = async (id: string) => (await send(officer, 'GET', `/consents/${id}`)).body.status
/** How many wait for a row that another transaction has locked. */
const waiting = async () =>
  (
    await rows(`select 1 from pg_locks where locktype in ('transactionid', 'tuple') and not granted
      and pid in (select pid from pg_stat_activity where datname = current_database())`)
  ).length
const historyOf = async (id: string) =>
  (await send(officer, 'GET', `/consents/${id}/history`)).body.items.map(({ what }: { what: string }) => what)

describe('a consent that was refused', () => {
  const refuse = (subjectRef: string, change: object = {}, who = officer) =>
    send(who, 'POST', '/consent-refusals', {
      ...{ subjectRef, refusedBy: 'self', purposes: ['shelter'] },
      recipients: [{ hub: 'XA', agencyType: 'shelter' }],
      ...change,
    })

  test('is not replaced by another basis until somebody of another agency has reviewed it', async () => {
    const subjectRef = register(agencies.police)
    expect((await refuse(subjectRef)).status).toBe(201)
    const id = await recorded(vitalForm(subjectRef))
    expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')

    expect((await confirm(id, colleague)).body.code).toBe('independent_person_required')
    expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
    expect((await confirm(id, onDuty)).status).toBe(200)
    expect((await submit({ subjectRef })).code).toBe('permitted')
  })

  test('is reviewed by nobody who would get something of it, who removes people or speaks for a state, or whom the person excludes', async () => {
    const subjectRef = register(agencies.police)
    const excluded = { agency: agencies.health, user: randomUUID() }
    await recorded(
      consentForm(subjectRef, {
        ...{ purposes: ['legal_assistance'], excluded: [{ hub: 'XA', userId: excluded.user }] },
      }),
    )
    await refuse(subjectRef)
    const id = await recorded(vitalForm(subjectRef))
    const nothing = await confirm(randomUUID(), onDuty)
    for (const agency of [agencies.shelter, agencies.otherShelter, agencies.enforcement, agencies.consulate]) {
      const { status, body } = await confirm(id, { agency, user: randomUUID() })
      expect([status, { ...body, instance: '' }]).toEqual([404, { ...nothing.body, instance: '' }])
    }
    expect((await confirm(id, excluded)).status).toBe(404)
    expect((await confirm(id, onDuty)).status).toBe(200)
  })

  test('halts also what was recorded before, as long as nobody has confirmed it', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(vitalForm(subjectRef))
    expect((await submit({ subjectRef })).code).toBe('permitted')
    await refuse(subjectRef)
    expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
    expect(await historyOf(id)).toEqual(['recorded', 'refusal_noted'])
  })

  test.each([
    ['would get something of it', agencies.otherShelter],
    ['is a colleague', agencies.police],
  ])('counts for a confirmation that had begun before it: none stands by who %s', async (_, agency) => {
    const subjectRef = register(agencies.police)
    const id = await recorded(vitalForm(subjectRef))
    const second = { agency, user: randomUUID() }
    await rows('begin')
    await rows('select 1 from basis where id = $1 for update', [id])
    const confirming = confirm(id, second)
    await waitFor(async () => (await waiting()) > 0)
    await rows('update basis set version = version + 1, replaces_refusal = true where id = $1', [id])
    await rows('commit')
    expect((await confirming).status).not.toBe(200)
    expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
    expect((await confirm(id, onDuty)).status).toBe(200)
  })

  test('is confirmed as it is by then, where it changed while that had begun', async () => {
    const id = await recorded(vitalForm(register(agencies.police)))
    await rows('begin')
    await rows('select 1 from basis where id = $1 for update', [id])
    const confirming = confirm(id, { agency: agencies.police, user: randomUUID() })
    await waitFor(async () => (await waiting()) > 0)
    await rows('update basis set version = version + 1 where id = $1', [id])
    await rows('commit')
    const { status, body } = await confirming
    expect([status, body.status]).toEqual([200, 'in_force'])
    expect(await rows('select version from basis where id = $1', [id])).toEqual([{ version: 3 }])
  })

  test('stands in the way of nothing else, and of no consent given later', async () => {
    const subjectRef = register(agencies.police)
    await refuse(subjectRef, { purposes: ['legal_assistance'] })
    await refuse(subjectRef, { recipients: [{ hub: 'XA', agencyType: 'health' }] })
    await recorded(vitalForm(subjectRef))
    expect((await submit({ subjectRef })).code).toBe('permitted')
    const other = register(agencies.police)
    await refuse(other)
    await recorded(consentForm(other))
    expect((await submit({ subjectRef: other })).code).toBe('permitted')
  })

  test('is one too where the person took back what they had agreed to; what stood beside it before stands', async () => {
    const takeBack = (id: string) => post(id, 'withdrawal', { inPrivate: true, duressChecked: true }, officer)
    const beside = register(agencies.police)
    const consent = await recorded(consentForm(beside))
    await recorded(vitalForm(beside))
    await takeBack(consent)
    expect((await submit({ subjectRef: beside })).code).toBe('permitted')

    const after = register(agencies.police)
    await takeBack(await recorded(consentForm(after)))
    const id = await recorded(vitalForm(after))
    expect((await submit({ subjectRef: after })).code).toBe('refusal_not_reviewed')
    expect((await confirm(id, colleague)).body.code).toBe('independent_person_required')
    expect((await confirm(id, onDuty)).status).toBe(200)
    expect((await submit({ subjectRef: after })).code).toBe('permitted')

    await takeBack(await recorded(consentForm(after)))
    await recorded(consentForm(after))
    expect((await submit({ subjectRef: after })).code).toBe('permitted')
  })

  test('halts also what another agency has recorded for the same person, or for a record that is linked', async () => {
    const [told, theirs] = [register(agencies.police), register(agencies.health)]
    await publish(recordsLinked, { linkId: randomUUID(), one: [told], other: [theirs] })
    const doctor = { agency: agencies.health, user: randomUUID() }
    const early = (await send(doctor, 'POST', '/consents', vitalForm(theirs))).body.id
    await refuse(told)
    const statusAt = async (id: string) =>
      (await send(doctor, 'GET', `/consents/${id}/history`)).body.items.map(({ what }: { what: string }) => what)
    expect(await statusAt(early)).toEqual(['recorded', 'refusal_noted'])
    expect((await submit({ subjectRef: theirs, from: agencies.health })).code).toBe('refusal_not_reviewed')
  })

  test('halts what was recorded of a record that is linked only afterwards, and what was taken back does too', async () => {
    const doctor = { agency: agencies.health, user: randomUUID() }
    for (const no of ['refused', 'taken back']) {
      const [told, theirs] = [register(agencies.police), register(agencies.health)]
      if (no === 'refused') await refuse(told)
      else await post(await recorded(consentForm(told)), 'withdrawal', { inPrivate: true, duressChecked: true })
      await send(doctor, 'POST', '/consents', vitalForm(theirs))
      expect((await submit({ subjectRef: theirs, from: agencies.health })).code).toBe('permitted')
      await publish(recordsLinked, { linkId: randomUUID(), one: [told], other: [theirs] })
      expect([no, (await submit({ subjectRef: theirs, from: agencies.health })).code]).toEqual([
        no,
        'refusal_not_reviewed',
      ])
    }
  })

  test('is taken also by an agency that only received the person', async () => {
    const subjectRef = register(agencies.police)
    const { subjectId } = state.people.get(subjectRef) ?? {}
    await recorded(vitalForm(subjectRef))
    const theirs = register(agencies.shelter, { received: true, ...(subjectId && { subjectId }) })
    const { status } = await refuse(theirs, {}, { agency: agencies.shelter, user: randomUUID() })
    expect([status, (await submit({ subjectRef })).code]).toEqual([201, 'refusal_not_reviewed'])
  })

  test('and another basis at once: whichever comes first, it waits for the review', async () => {
    for (let round = 0; round < 12; round++) {
      const subjectRef = register(agencies.police)
      const answers = await Promise.all([
        sleep(Math.random() * 20).then(() => refuse(subjectRef)),
        sleep(Math.random() * 20).then(() => record(vitalForm(subjectRef))),
      ])
      expect(answers.map(({ status }) => status)).toEqual([201, 201])
      expect((await submit({ subjectRef })).code).toBe('refusal_not_reviewed')
    }
  })

  test('is known also to the first thing that a linked record has on record', async () => {
    const [told, theirs] = [register(agencies.police), register(agencies.health)]
    await publish(recordsLinked, { linkId: randomUUID(), one: [told], other: [theirs] })
    await refuse(told)
    await send({ agency: agencies.health, user: randomUUID() }, 'POST', '/consents', vitalForm(theirs))
    expect((await submit({ subjectRef: theirs, from: agencies.health })).code).toBe('refusal_not_reviewed')
  })

  test('at one agency halts what another one has recorded for the same person and nobody has confirmed', async () => {
    const [told, theirs] = [register(agencies.police), register(agencies.health)]
    const person = state.people.get(told)
    const known = state.people.get(theirs)
    if (person === undefined || known === undefined) throw new Error('nobody is registered')
    state.people.set(theirs, { ...known, subjectId: person.subjectId })
    await send({ agency: agencies.health, user: randomUUID() }, 'POST', '/consents', vitalForm(theirs))
    expect((await submit({ subjectRef: theirs, from: agencies.health })).code).toBe('permitted')
    await refuse(told)
    expect((await submit({ subjectRef: theirs, from: agencies.health })).code).toBe('refusal_not_reviewed')
  })

  test('of a child opens a safeguarding draft, one for the person', async () => {
    const subjectRef = register(agencies.police, { minor: true, guardianNamed: true })
    const [first, again] = [await refuse(subjectRef, { refusedBy: 'guardian' }), await refuse(subjectRef)]
    expect(first.body.draftId).toEqual(expect.any(String))
    expect(again.body.draftId).toBe(first.body.draftId)
    const told = await rows('select type, payload from outbox where aggregate_id = $1', [first.body.draftId])
    expect(told).toHaveLength(1)
    expect(decodePayload(childConsentRefused, told[0].payload)).toMatchObject({
      ...{ subjectRef, agencyId: agencies.police.agencyId, userId: officer.user },
    })
    expect((await refuse(register(agencies.police))).body).not.toHaveProperty('draftId')
  })

  test('by a guardian who may be part of the harm is none: what keeps the child safe stands, and a draft opens', async () => {
    const subjectRef = register(agencies.police, { minor: true, guardianNamed: true, guardianConflict: true })
    const id = await recorded(vitalForm(subjectRef, { basis: 'court_order', justification: courtOrder }))
    const awaitsReview = async () => (await send(officer, 'GET', `/consents/${id}`)).body.replacesRefusal
    const { status, body } = await refuse(subjectRef, { refusedBy: 'guardian' })
    expect([status, body.code, body.refs]).toEqual([403, 'guardian_conflict', { draftId: expect.any(String) }])
    expect(await awaitsReview()).not.toBe(true)
    // The child is heard.
    expect((await refuse(subjectRef)).status).toBe(201)
    expect(await awaitsReview()).toBe(true)
  })

  test('of a child alerts anew once its draft was sent or discarded, and not before, however long that takes', async () => {
    const subjectRef = register(agencies.police, { minor: true, guardianNamed: true })
    const first = (await refuse(subjectRef)).body.draftId
    state.ahead = 25 * HOUR
    expect((await refuse(subjectRef)).body.draftId).toBe(first)
    await publish(draftEnded, { draftId: first })
    const later = (await refuse(subjectRef)).body.draftId
    expect(later).not.toBe(first)
    expect(await rows('select 1 from outbox where aggregate_id = $1', [later])).toHaveLength(1)
    // What is told once more of the first ends nothing.
    await publish(draftEnded, { draftId: first })
    expect((await refuse(subjectRef)).body.draftId).toBe(later)
  })

  test('of a child, whose draft is from before its end was told: it stands for a day, as then', async () => {
    const subjectRef = register(agencies.police, { minor: true, guardianNamed: true })
    const first = (await refuse(subjectRef)).body.draftId
    const migrated = `update safeguarding_draft set ended_at = opened_at + interval '24 hours' where draft_id = $1`
    await rows(migrated, [first])
    state.ahead = 23 * HOUR
    expect((await refuse(subjectRef)).body.draftId).toBe(first)
    state.ahead = 25 * HOUR
    const later = (await refuse(subjectRef)).body.draftId
    expect(later).not.toBe(first)
    state.ahead = 50 * HOUR
    expect((await refuse(subjectRef)).body.draftId).toBe(later)
  })

  test('about a person whom the agency does not have is about nobody', async () => {
    expect((await refuse(register(agencies.shelter))).status).toBe(404)
  })

  test('is kept for good: neither the service nor the owner of the table changes it', async () => {
    await refuse(register(agencies.police))
    await expect(rows(`update consent_refusal set refused_by = 'guardian'`)).rejects.toThrow('never changed')
    await expect(rows('delete from consent_refusal')).rejects.toThrow('never changed')
  })
})

describe('a consent changes', () => {
  test('by narrowing, at any time and without a new signature', async () => {
    const subjectRef = register(agencies.police)
    const before = await recorded(consentForm(subjectRef))
    expect((await submit({ subjectRef })).code).toBe('permitted')
    const { status, body } = await narrow(before, { dataCategories: ['needs'], purposes: ['shelter'] })
    expect(status).toBe(201)
    const read = (await send(officer, 'GET', `/consents/${body.id}`)).body
    expect(read).toMatchObject({ dataCategories: ['needs'], purposes: ['shelter'], supersedes: before })
    const old = (await send(officer, 'GET', `/consents/${before}`)).body
    expect(old).toMatchObject({ status: 'withdrawn', supersededBy: body.id })
    expect(await historyOf(before)).toEqual(['recorded', 'superseded'])
    const { permit } = await submit({ subjectRef })
    expect(permit?.basisId).toBe(body.id)
  })

  test('so that what the narrower one does not reach any more halts', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(consentForm(subjectRef))
    const { request } = await submit({ subjectRef })
    await narrow(id, { purposes: ['legal_assistance'] })
    const [event] = await rows(`select payload from outbox where aggregate_id = $1`, [id])
    expect(decodePayload(consentWithdrawn, event.payload).referralIds).toEqual([request?.referralId])
    expect((await submit({ subjectRef })).code).not.toBe('permitted')
  })

  test('by narrowing in private and after a check for duress, as a withdrawal is taken, or not at all', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(consentForm(subjectRef))
    const { permit } = await submit({ subjectRef })
    const less = { purposes: ['shelter'], dataCategories: ['needs'] }
    for (const body of [less, { ...less, inPrivate: true }, { ...less, duressChecked: true, inPrivate: false }])
      expect((await post(id, 'narrowing', body)).status).toBe(400)
    expect((await narrow(id, { ...less, by: 'court' })).status).toBe(400)
    const pressed = await narrow(id, { ...less, duress: 'suspected' })
    expect(pressed).toMatchObject({ status: 403, body: { code: 'narrowed_under_duress' } })
    expect((await narrow(id, { ...less, by: 'guardian' })).body.code).toBe('guardian_may_not_withdraw')
    expect(await statusOf(id)).toBe('in_force')
    expect((await submit({ subjectRef })).permit?.basisId).toBe(permit?.basisId)
    expect(await rows('select 1 from outbox where aggregate_id = $1', [id])).toEqual([])
    expect((await narrow(id, less)).status).toBe(201)
    expect(await rows('select taken_back_by from basis where id = $1', [id])).toEqual([{ taken_back_by: 'self' }])
  })

  test('by narrowing for a child, and the child keeps somebody; not by a guardian who may be part of the harm', async () => {
    const drafts = async (subjectRef: string) =>
      (await service.told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    const child = async (facts: object = {}) => {
      const subjectRef = register(agencies.police, { minor: true, guardianNamed: true, ...facts })
      return { subjectRef, id: await recorded(consentForm(subjectRef, byGuardian)) }
    }
    for (const by of ['self', 'guardian']) {
      const { subjectRef, id } = await child()
      // Nothing is taken back by what is not less.
      expect((await narrow(id, { by, purposes: ['medical_care'] })).body.code).toBe('not_narrower')
      expect(await drafts(subjectRef)).toEqual([])
      const { status, body } = await narrow(id, { by, purposes: ['shelter'] })
      expect(status).toBe(201)
      expect(await drafts(subjectRef)).toMatchObject([{ draftId: body.draftId, userId: officer.user }])
    }
    const { subjectRef, id } = await child()
    const known = state.people.get(subjectRef)
    if (known) state.people.set(subjectRef, { ...known, guardianConflict: true })
    const refused = await narrow(id, { by: 'guardian', purposes: ['shelter'] })
    expect(refused).toMatchObject({ status: 403, body: { code: 'guardian_conflict' } })
    expect(await drafts(subjectRef)).toMatchObject([{ draftId: refused.body.refs.draftId }])
    expect(await statusOf(id)).toBe('in_force')
    const adult = register(agencies.police)
    expect((await narrow(await recorded(consentForm(adult)), { purposes: ['shelter'] })).body).not.toHaveProperty(
      'draftId',
    )
    expect(await drafts(adult)).toEqual([])
  })

  test('by what incriminates the person alone: police and prosecution read it no more, and the rest stands as it was', async () => {
    const subjectRef = register(agencies.police)
    const agreed = { selfIncriminating: { advisedBy: 'legal_aid', advisedOn: '2026-01-02' } }
    const before = await recorded(consentForm(subjectRef, agreed))
    const { permit } = await submit({ subjectRef })
    const { referralId = '', subjectId = '' } = permit ?? {}
    const readersRef = register(agencies.shelter, { subjectId })
    const seen = async () => (await view({ subjectRef: readersRef }, { referralId })).permit
    expect(await seen()).toMatchObject({ selfIncriminatingAgreed: true })
    const { status, body } = await narrow(before, { selfIncriminating: false })
    expect(status).toBe(201)
    expect(await seen()).toMatchObject({
      ...{ selfIncriminatingAgreed: false, basisId: body.id, categories: permit?.categories },
    })
    const read = (await send(officer, 'GET', `/consents/${body.id}`)).body
    expect(read).not.toHaveProperty('selfIncriminating')
    expect(read.purposes).toEqual((await send(officer, 'GET', `/consents/${before}`)).body.purposes)
    expect((await narrow(body.id, agreed)).status).toBe(400)
  })

  test.each([
    ['/purposes', { purposes: ['medical_care'] }],
    ['/dataCategories', { dataCategories: ['needs', 'narrative'] }],
    ['/recipients', { recipients: [{ hub: 'XA', agencyType: 'health' }] }],
    ['/validUntil', { validUntil: '2091-01-01' }],
  ])('not by narrowing to more than before (%s)', async (pointer, to) => {
    const id = await recorded(consentForm(register(agencies.police)))
    const { status, body } = await narrow(id, to)
    expect([status, body.code, body.errors[0].pointer]).toEqual([403, 'not_narrower', pointer])
    expect((await send(officer, 'GET', `/consents/${id}`)).body.status).toBe('in_force')
  })

  test('by widening, with a new explanation and a new signature', async () => {
    const subjectRef = register(agencies.police)
    const supersedes = await recorded(consentForm(subjectRef))
    const wider = { dataCategories: ['identity', 'contact', 'risk', 'needs', 'narrative'], supersedes }
    const unexplained = await record(consentForm(subjectRef, { ...wider, taken: undefined }))
    expect(unexplained.body.code).toBe('form_text_unknown')
    const unsigned = await record(consentForm(subjectRef, { ...wider, signature: null }))
    expect(unsigned.body.code).toBe('signature_missing')
    const id = await recorded(consentForm(subjectRef, wider))
    expect((await submit({ subjectRef })).permit?.basisId).toBe(id)
    expect((await record(consentForm(subjectRef, wider))).body.code).toBe('already_withdrawn')
  })

  test("not in place of another person's, or of another agency's", async () => {
    const supersedes = await recorded(consentForm(register(agencies.police)))
    const another = await record(consentForm(register(agencies.police), { supersedes }))
    expect(another.status).toBe(404)
    expect((await narrow(supersedes, { purposes: ['shelter'] }, onDuty)).status).toBe(404)
    expect((await send(officer, 'GET', `/consents/${supersedes}`)).body.status).toBe('in_force')
  })
})

describe('the history', () => {
  test('tells what became of a basis, whoever did it', async () => {
    const id = await recorded(vitalForm(register(agencies.police)))
    await confirm(id, colleague)
    await post(id, 'withdrawal', { inPrivate: true, duressChecked: true })
    const { body } = await send(officer, 'GET', `/consents/${id}/history`)
    expect(body.items).toEqual([
      { version: 1, what: 'recorded', by: officer.user, at: expect.any(String) },
      { version: 2, what: 'confirmed', by: colleague.user, at: expect.any(String) },
      { version: 3, what: 'withdrawn', by: officer.user, at: expect.any(String) },
    ])
    expect((await send(onDuty, 'GET', `/consents/${id}/history`)).status).toBe(404)
  })

  test('has a version for each change: what a basis says in one version stands', async () => {
    const id = await recorded(consentForm(register(agencies.police)))
    for (const change of [`ends_at = ends_at - interval '1 day'`, 'withdrawn_at = now(), withdrawn_by = user_id'])
      await expect(rows(`update basis set ${change} where id = $1`, [id])).rejects.toThrow('changes with its version')
  })

  test('cannot be changed, also not by the owner of the table', async () => {
    await recorded(consentForm(register(agencies.police)))
    for (const text of [
      `update basis_version set by_user = 'x'`,
      'delete from basis_version',
      'truncate basis_version',
    ])
      await expect(rows(text)).rejects.toThrow('never changed')
  })

  test('names nobody: the internal id of the person is not in it', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(consentForm(subjectRef))
    const [kept] = await rows('select content::text from basis_version where basis_id = $1', [id])
    expect(kept.content).toContain(subjectRef)
    expect(kept.content).not.toContain(state.people.get(subjectRef)?.subjectId)
  })
})

describe('the review of a basis other than consent', () => {
  const order = (subjectRef: string) =>
    vitalForm(subjectRef, {
      basis: 'court_order',
      justification: courtOrder,
    })
  const overdue = async () => (await send(officer, 'GET', '/bases?review=overdue&limit=200')).body.items

  test('is due whatever its form says, and stands in the list once it is overdue', async () => {
    const id = await recorded(order(register(agencies.police)))
    const ids = async () => (await overdue()).map((item: { id: string }) => item.id)
    expect(await ids()).not.toContain(id)
    state.ahead = 31 * DAY
    expect(await ids()).toContain(id)
    expect((await post(id, 'review', { outcome: 'stands' }, officer)).body.code).toBe('second_person_required')
    expect((await post(id, 'review', { outcome: 'stands' }, onDuty)).status).toBe(404)
    expect((await post(id, 'review', { outcome: 'stands' }, colleague)).status).toBe(200)
    expect(await ids()).not.toContain(id)
    expect(await historyOf(id)).toEqual(['recorded', 'reviewed'])
  })

  test('that ends it comes after a withdrawal that is under way, and locks nothing before', async () => {
    const id = await recorded(order(register(agencies.police)))
    await rows('begin')
    await rows(`select pg_advisory_xact_lock(hashtextextended('withdrawals', 0))`)
    const ending = post(id, 'review', { outcome: 'ends' }, colleague)
    const held = `select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`
    await waitFor(async () => (await rows(held)).length > 0)
    expect(await rows('select 1 as free from basis where id = $1 for update nowait', [id])).toEqual([{ free: 1 }])
    await rows('commit')
    expect((await ending).body.status).toBe('withdrawn')
  })

  test('may end it', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(vitalForm(subjectRef, { basis: 'court_order', justification: courtOrder }))
    expect((await post(id, 'review', { outcome: 'ends' }, colleague)).body.status).toBe('withdrawn')
    expect((await submit({ subjectRef })).code).toBe('consent_withdrawn')
    expect((await post(id, 'review', { outcome: 'stands' }, colleague)).body.code).toBe('review_not_needed')
  })

  test('is due when nobody confirmed it in time, and may recall what went out on it', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(vitalForm(subjectRef))
    const { request } = await submit({ subjectRef })
    const listed = async () => (await overdue()).some((item: { id: string }) => item.id === id)
    state.ahead = 23 * HOUR
    expect(await listed()).toBe(false)
    state.ahead = 25 * HOUR
    expect([await statusOf(id), await listed()]).toEqual(['lapsed', true])
    await tellDue()
    const told = await rows(`select payload from outbox where type = 'consent.basis-due.v1'`)
    expect(told.map(({ payload }) => decodePayload(basisDue, payload))).toContainEqual(
      expect.objectContaining({ basisId: id, kind: 'review', referralIds: [request?.referralId] }),
    )
    expect((await post(id, 'review', { outcome: 'ends' }, colleague)).body.status).toBe('withdrawn')
    expect(await listed()).toBe(false)
    const halted = await rows(`select payload from outbox where type = 'consent.withdrawn.v1'`)
    expect(halted.flatMap(({ payload }) => decodePayload(consentWithdrawn, payload).referralIds)).toContain(
      request?.referralId,
    )
  })

  test('of a vital interest that ended by itself is due all the same, once, and revives nothing', async () => {
    const id = await recorded(vitalForm(register(agencies.police)))
    await confirm(id, onDuty)
    const listed = async () => (await overdue()).some((item: { id: string }) => item.id === id)
    state.ahead = 25 * HOUR
    expect(await listed()).toBe(false)
    state.ahead = 73 * HOUR
    expect(await listed()).toBe(true)
    expect((await post(id, 'review', { outcome: 'stands' }, colleague)).body.status).toBe('expired')
    expect(await listed()).toBe(false)
    expect((await post(id, 'review', { outcome: 'stands' }, colleague)).body.code).toBe('review_not_needed')
  })

  test('is asked of no consent', async () => {
    const id = await recorded(consentForm(register(agencies.police)))
    expect((await post(id, 'review', { outcome: 'stands' }, colleague)).body.code).toBe('review_not_needed')
  })

  test('that is overdue alarms, once for each date, and so does an end that is near', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(vitalForm(subjectRef, { basis: 'court_order', justification: courtOrder }))
    const { request } = await submit({ subjectRef })
    const soon = new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10)
    const ending = await recorded(consentForm(register(agencies.police), { validUntil: soon }))
    state.ahead = 31 * DAY
    await tellDue()
    await tellDue()
    const told = async (basisId: string) => {
      const found = await rows(`select payload from outbox where type = 'consent.basis-due.v1'`)
      return found.map(({ payload }) => decodePayload(basisDue, payload)).filter(due => due.basisId === basisId)
    }
    expect(await told(id)).toMatchObject([
      { kind: 'review', agencyId: agencies.police.agencyId, referralIds: [request?.referralId] },
    ])
    // It has ended by now: nobody is warned of what is past.
    expect(await told(ending)).toEqual([])
    state.ahead = 0
    await tellDue()
    expect(await told(ending)).toMatchObject([{ kind: 'end' }])
    const { body } = await send(officer, 'GET', '/bases?expiring=true&within=7&limit=200')
    expect(body.items.map((item: { id: string }) => item.id)).toContain(ending)
  })

  test('is listed in pages', async () => {
    for (let n = 0; n < 3; n++) await recorded(order(register(agencies.police)))
    state.ahead = 32 * DAY
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/bases?review=overdue&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { body } = await send(officer, 'GET', path)
      seen.push(...body.items.map((item: { id: string }) => item.id))
      cursor = body.next
    }
    expect(seen.length).toBeGreaterThanOrEqual(3)
    expect(new Set(seen).size).toBe(seen.length)
    expect((await send(officer, 'GET', '/bases')).status).toBe(400)
  })
})

describe('what nobody has confirmed or reviewed in time', () => {
  const entered = () =>
    state.entries.flatMap(({ action, subjectRef, code }) =>
      action === Action.REVIEW_OVERDUE ? [{ subjectRef, what: code.split(':')[0], code }] : [],
    )
  const whatOf = (subjectRef: string) =>
    entered()
      .filter(one => one.subjectRef === subjectRef)
      .map(({ what }) => what)

  test('is in the log, once for each date: what lapsed after a day, what waits for an independent person, what is not looked at again', async () => {
    const [lapsed, confirmed, refused, old] = [1, 2, 3, 4].map(() => register(agencies.police))
    if (!lapsed || !confirmed || !refused || !old) throw new Error('nobody is registered')
    const id = await recorded(vitalForm(lapsed))
    await confirm(await recorded(vitalForm(confirmed)), onDuty)
    const refusal = { subjectRef: refused, refusedBy: 'self', purposes: ['shelter'] }
    await send(officer, 'POST', '/consent-refusals', {
      ...refusal,
      recipients: [{ hub: 'XA', agencyType: 'shelter' }],
    })
    await recorded(vitalForm(refused))
    await recorded(vitalForm(old, { basis: 'court_order', justification: courtOrder }))
    state.ahead = 23 * HOUR
    await enterOverdueReviews()
    expect([lapsed, confirmed, refused, old].map(whatOf)).toEqual([[], [], [], []])
    state.ahead = 25 * HOUR
    await enterOverdueReviews()
    await enterOverdueReviews()
    expect([lapsed, confirmed, refused, old].map(whatOf)).toEqual([['confirmation'], [], ['refusal'], []])
    const entry = state.entries.find(one => one.subjectRef === lapsed && one.action === Action.REVIEW_OVERDUE)
    expect(entry).toMatchObject({ userId: '', basisId: id, agency: { hub: 'XA', agencyId: agencies.police.agencyId } })
    expect(entry?.code).toMatch(/^confirmation:\d{4}-\d\d-\d\d$/)
    expect((await post(id, 'review', { outcome: 'ends' }, colleague)).status).toBe(200)
    state.ahead = 31 * DAY
    await enterOverdueReviews()
    expect([lapsed, confirmed, refused, old].map(whatOf)).toEqual([['confirmation'], ['basis'], ['refusal'], ['basis']])
  })
})
