import { randomUUID } from 'node:crypto'
import { childConsentRefused, consentWithdrawn } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { byGuardian, consentForm, vitalForm } from './fixtures/forms.ts'
import { agencies, refOf, type TestAgency, type TestPerson } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, told, rows, state } = service
const { submit, view, pack } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }

const record = (subjectRef: string, change: object) =>
  send(officer, 'POST', '/consents', consentForm(subjectRef, change))
const TO_BOTH = {
  purposes: ['shelter', 'medical_care'],
  recipients: [
    { hub: 'XA', agencyType: 'shelter' },
    { hub: 'XA', agencyType: 'health' },
  ],
}

/** Police have referred a person to the shelter, which would send them on to a clinic. */
async function withTheShelter(change: object = {}, facts: Partial<TestPerson> = {}) {
  const subjectRef = register(agencies.police, facts)
  const { body } = await record(subjectRef, { ...TO_BOTH, ...change })
  const { permit } = await submit({ subjectRef })
  if (!permit) throw new Error('not permitted')
  const { subjectId } = permit
  const sheltersRef = register(agencies.shelter, { ...facts, subjectId, received: true })
  const further = (to = agencies.health) => submit({ subjectRef: sheltersRef, from: agencies.shelter, to })
  return { basisId: String(body.id), firstId: permit.referralId, subjectId, subjectRef, sheltersRef, further }
}

describe('who has received a person', () => {
  test('refers them further only where the consent on which they came says so', async () => {
    expect((await (await withTheShelter()).further()).code).toBe('onward_not_permitted')
    const { basisId, further } = await withTheShelter({ onward: true })
    const { permit } = await further()
    expect(permit).toMatchObject({ basisId, recipient: refOf(agencies.health) })
  })

  test('refers them to those alone whom that consent names', async () => {
    const { sheltersRef } = await withTheShelter({ onward: true })
    const legal = await submit({ subjectRef: sheltersRef, from: agencies.shelter, to: agencies.central })
    expect(legal.code).toBe('recipient_outside_consent')
  })

  test('lets the next one read it, as long as that consent stands', async () => {
    const { basisId, subjectId, further } = await withTheShelter({ onward: true })
    const { permit } = await further()
    const clinicsRef = register(agencies.health, { subjectId, received: true })
    const reading = async () =>
      (
        await view(
          { subjectRef: clinicsRef, from: agencies.shelter, to: agencies.health },
          { referralId: permit?.referralId ?? '' },
        )
      ).code
    expect(await reading()).toBe('permitted')
    await send(officer, 'POST', `/consents/${basisId}/withdrawal`, TAKEN)
    expect(await reading()).toBe('consent_withdrawn')
    expect((await told(consentWithdrawn)).flatMap(({ referralIds }) => referralIds)).toContain(permit?.referralId)
    const holders = (await send(officer, 'GET', `/consents/${basisId}/holders`)).body.items
    expect(JSON.stringify(holders)).toContain(agencies.health.agencyId)
  })

  describe('loses it with that consent, and the next one is recalled', () => {
    const nurse = { agency: agencies.health, user: randomUUID() }
    const shelters = { agency: agencies.shelter, user: randomUUID() }
    /** The shelter has sent them on to the clinic. */
    async function withTheClinic(change: object = {}) {
      const made = await withTheShelter({ onward: true, ...change })
      const { permit } = await made.further()
      const referralId = permit?.referralId ?? 'not permitted'
      const clinicsRef = register(agencies.health, { subjectId: made.subjectId, received: true })
      const about = { subjectRef: clinicsRef, from: agencies.shelter, to: agencies.health }
      const reading = async () => (await view(about, { referralId })).code
      expect(await reading()).toBe('permitted')
      return { ...made, referralId, clinicsRef, reading }
    }
    const withdraw = (id: string) => send(officer, 'POST', `/consents/${id}/withdrawal`, TAKEN)
    const haltedOnce = async (referralId: string) =>
      (await told(consentWithdrawn)).filter(({ referralIds }) => referralIds.includes(referralId))
    const recallsAt = (referralId: string) =>
      rows('select * from recall where referral_id = $1 order by recalled_at', [referralId])
    const answer = (who: typeof nurse, id: string) => send(who, 'POST', `/recalls/${id}/answer`, { answer: 'stopped' })
    const holdersOf = async (id: string) => (await send(officer, 'GET', `/consents/${id}/holders`)).body.items
    const readingAtShelter = async (subjectRef: string, referralId: string) =>
      (await view({ subjectRef }, { referralId })).code

    test.each(['at the police', 'at the clinic'])(
      'though another one carries what the shelter has: taken back %s',
      async where => {
        const { basisId, subjectRef, sheltersRef, firstId, clinicsRef, referralId, reading } = await withTheClinic()
        const other = (await record(subjectRef, TO_BOTH)).body.id
        if (where === 'at the police') await withdraw(basisId)
        else await send(nurse, 'POST', '/withdrawals', { subjectRef: clinicsRef, referralId, ...TAKEN })
        expect(await haltedOnce(referralId)).toMatchObject([{ agencyId: agencies.shelter.agencyId, basisId }])
        expect(await recallsAt(referralId)).toMatchObject([{ to_agency: agencies.health.agencyId, parent_id: null }])
        expect(await reading()).toBe('consent_withdrawn')
        expect(await haltedOnce(firstId)).toEqual([])
        expect(await readingAtShelter(sheltersRef, firstId)).toBe('permitted')
        const row = (await holdersOf(basisId)).find((one: { referralId: string }) => one.referralId === referralId)
        expect(row.recall).toMatchObject({ state: 'views_stopped' })
        // The shelter's own comes with what carries it, and the shelter is stopped when the clinic is.
        await withdraw(other)
        expect(await haltedOnce(firstId)).toHaveLength(1)
        expect(await haltedOnce(referralId)).toHaveLength(1)
        const [[above], [below]] = [await recallsAt(firstId), await recallsAt(referralId)]
        expect((await answer(shelters, above.recall_id)).body.state).toBe('views_stopped')
        expect((await answer(nurse, below.recall_id)).body.state).toBe('stopped')
        const [settled] = await recallsAt(firstId)
        expect(settled).toMatchObject({ state: 'stopped', onward: [{ ...refOf(agencies.health), answer: 'stopped' }] })
      },
    )

    test('when it is narrowed to that', async () => {
      const { basisId, firstId, referralId, reading } = await withTheClinic()
      await send(officer, 'POST', `/consents/${basisId}/narrowing`, { ...TAKEN, onward: false })
      expect(await haltedOnce(referralId)).toHaveLength(1)
      expect(await recallsAt(referralId)).toHaveLength(1)
      expect(await reading()).toBe('consent_withdrawn')
      expect(await recallsAt(firstId)).toEqual([])
    })

    test('not when it is renewed or narrowed by something else: what is in its place carries on, and is taken back with the same reach', async () => {
      const { basisId, subjectRef, further, firstId, referralId, reading } = await withTheClinic()
      const renewed = (await record(subjectRef, { ...TO_BOTH, onward: true, supersedes: basisId })).body.id
      const { body } = await send(officer, 'POST', `/consents/${renewed}/narrowing`, { ...TAKEN, reportBack: false })
      expect(await haltedOnce(referralId)).toEqual([])
      expect(await reading()).toBe('permitted')
      expect((await further()).permit).toMatchObject({ basisId: body.id })
      await withdraw(body.id)
      expect(await haltedOnce(referralId)).toHaveLength(1)
      const [above, below] = [(await recallsAt(firstId))[0], (await recallsAt(referralId))[0]]
      expect(below).toMatchObject({ to_agency: agencies.health.agencyId, parent_id: above.recall_id })
      expect(await reading()).toBe('consent_withdrawn')
      // The shelter is stopped when the clinic is.
      expect((await answer(shelters, above.recall_id)).body.state).toBe('views_stopped')
    })

    test('also when what is in its place does not name the shelter any more, though the clinic', async () => {
      const { basisId, subjectRef, firstId, referralId, reading } = await withTheClinic()
      const recipients = [{ hub: 'XA', agencyType: 'health' }]
      const takenBack = { ...TAKEN, duress: 'none' }
      await record(subjectRef, { ...TO_BOTH, recipients, onward: true, supersedes: basisId, takenBack })
      expect(await reading()).toBe('consent_withdrawn')
      expect(await haltedOnce(referralId)).toHaveLength(1)
      expect((await recallsAt(referralId))[0].parent_id).toBe((await recallsAt(firstId))[0].recall_id)
    })
  })

  test('takes the person’s no to that referral, and what it rests on ends, whoever recorded it', async () => {
    const { basisId, subjectId, further } = await withTheShelter({ onward: true })
    const { permit } = await further()
    const clinicsRef = register(agencies.health, { subjectId, received: true })
    const nurse = { agency: agencies.health, user: randomUUID() }
    const taken = { subjectRef: clinicsRef, referralId: permit?.referralId, ...TAKEN }
    expect((await send(nurse, 'POST', '/withdrawals', taken)).status).toBe(201)
    expect((await send(officer, 'GET', `/consents/${basisId}`)).body.status).toBe('withdrawn')
    expect((await further()).code).toBe('consent_withdrawn')
  })

  test('carries nothing of what it has on record itself on the consent of another agency', async () => {
    const { subjectId } = await withTheShelter({ onward: true })
    const own = register(agencies.shelter, { subjectId })
    const sent = await submit({ subjectRef: own, from: agencies.shelter, to: agencies.health })
    expect(sent.code).toBe('no_lawful_basis')
  })
})

describe('a person whom an agency was given to read is referred on by what is decided by when that is opened', () => {
  const { consulate, shelterXB } = agencies
  const ALSO = (to: TestAgency) => ({
    ...{ onward: true, purposes: ['shelter', 'medical_care', 'documentation'] },
    recipients: [...TO_BOTH.recipients, { hub: to.hub, agencyType: to.type }],
  })
  const UNASKED = { nationalities: ['XB'] }

  test.each([
    ['not asked whether they fear the state to which they would go', shelterXB, UNASKED, 'state_of_nationality'],
    ['asked, and fears nothing there', shelterXB, { ...UNASKED, fearOfReturnAsked: true }, 'permitted'],
    [
      'a seeker of protection',
      shelterXB,
      { ...UNASKED, fearOfReturnAsked: true, protectionSeeker: true },
      'state_of_nationality',
    ],
    ['of no known nationality, and not asked', shelterXB, { nationalities: [] }, 'state_of_nationality'],
    ['not asked, and sent to a consulate', consulate, {}, 'state_of_nationality'],
    ['asked, and sent to a consulate', consulate, { fearOfReturnAsked: true }, 'permitted'],
  ])('of somebody %s', async (_, to, facts, expected) => {
    const { sheltersRef, further } = await withTheShelter(ALSO(to), facts)
    expect((await further(to)).code).toBe(expected)
    if (to.hub === 'XA') return
    const made = await submit({ subjectRef: sheltersRef, from: agencies.shelter, to: agencies.health })
    expect(made.code).toBe('permitted')
    // As it is decided when the package is built.
    const sent = await further(to)
    if (sent.permit === undefined) return
    const about = { subjectRef: sheltersRef, from: agencies.shelter, to }
    expect((await pack(about, { referralId: sent.permit.referralId })).code).toBe(expected)
  })

  test('a child whose guardian came into conflict since is not sent on, and whose child it is gets a draft', async () => {
    const guarded = { minor: true, guardianNamed: true }
    const { subjectRef, sheltersRef, further } = await withTheShelter({ onward: true, ...byGuardian }, guarded)
    expect((await further()).code).toBe('permitted')
    for (const ref of [subjectRef, sheltersRef]) {
      const person = state.people.get(ref)
      if (person) state.people.set(ref, { ...person, guardianConflict: true })
    }
    // The draft is the agency's whose child it is: the one that asked does not hear of it.
    const refused = { code: 'guardian_conflict', told: 'disclosure_refused', decisionId: expect.any(String) }
    expect(await further()).toEqual(refused)
    const drafts = (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    expect(drafts).toMatchObject([{ agencyId: agencies.police.agencyId, userId: '' }])
  })

  test('a child who consented as an adult is not sent on', async () => {
    const { sheltersRef, further } = await withTheShelter({ onward: true })
    const person = state.people.get(sheltersRef)
    if (person) state.people.set(sheltersRef, { ...person, minor: true })
    expect((await further()).code).toBe('minor_without_guardian_or_safeguarding')
  })

  test('nobody hears of a state, a child or a guardian by trying what nothing permits', async () => {
    const facts = { ...UNASKED, minor: true, guardianNamed: true, guardianConflict: false }
    const { sheltersRef, further } = await withTheShelter({ onward: true, ...byGuardian }, facts)
    const asked = () => state.askedOnward.filter(ref => ref === sheltersRef).length
    expect((await further(shelterXB)).code).toBe('jurisdiction_outside_consent')
    expect((await further(agencies.central)).code).toBe('recipient_outside_consent')
    expect(asked()).toBe(0)
    expect((await further()).code).toBe('permitted')
    expect(asked()).toBe(1)
  })

  test('of whom nothing is said is not sent on', async () => {
    const { subjectId } = await withTheShelter({ onward: true })
    const unsaid = register(agencies.shelter, { subjectId, received: true, asksForName: true })
    const sent = await submit({ subjectRef: unsaid, from: agencies.shelter, to: agencies.health })
    expect(sent.code).toBe('onward_not_permitted')
  })

  test('what is decided cites what was said', async () => {
    const { further } = await withTheShelter({ onward: true })
    const { permit } = await further()
    const [row] = await rows('select attestation_hashes from decision where decision_id = $1', [permit?.permitId])
    expect(row.attestation_hashes).toHaveLength(2)
  })
})

describe('a consent', () => {
  test('may be for referrals in the network alone, or for a link to an organisation outside alone', async () => {
    const sent = async (actions: string[], to = agencies.shelter) => {
      const subjectRef = register(agencies.police)
      const { hub, type: agencyType, agencyId } = to
      const { status } = await record(subjectRef, { actions, recipients: [{ hub, agencyType, agencyId }] })
      expect(status).toBe(201)
      return (await submit({ subjectRef, to })).code
    }
    expect(await sent(['refer'])).toBe('permitted')
    expect(await sent(['link'])).toBe('action_outside_consent')
    expect(await sent(['link'], agencies.outsider)).toBe('permitted')
    expect(await sent(['refer'], agencies.outsider)).toBe('action_outside_consent')
  })

  test('that names nobody in another jurisdiction carries nothing there', async () => {
    const subjectRef = register(agencies.police)
    await record(subjectRef, {})
    expect((await submit({ subjectRef, to: agencies.shelterXB })).code).toBe('jurisdiction_outside_consent')
  })

  test('is narrowed by a way of passing it on, never widened by one', async () => {
    const subjectRef = register(agencies.police)
    const { body } = await record(subjectRef, { onward: true })
    const narrow = (id: string, to: object) => send(officer, 'POST', `/consents/${id}/narrowing`, { ...TAKEN, ...to })
    const { body: less } = await narrow(body.id, { actions: ['refer'], onward: false })
    const { body: now } = await send(officer, 'GET', `/consents/${less.id}`)
    expect(now).toMatchObject({ actions: ['refer'], onward: false })
    expect(await narrow(less.id, { actions: ['refer', 'link'] })).toMatchObject({
      status: 403,
      body: { code: 'not_narrower' },
    })
  })

  test('alone says so: no other basis does', async () => {
    const subjectRef = register(agencies.police)
    for (const change of [{ onward: true }, { actions: ['refer'] }]) {
      const { status, body } = await send(officer, 'POST', '/consents', vitalForm(subjectRef, change))
      expect([status, body.errors]).toEqual([400, [{ pointer: `/${Object.keys(change)[0]}`, code: 'not_allowed' }]])
    }
  })
})
