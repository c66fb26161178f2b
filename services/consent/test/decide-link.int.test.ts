import { randomUUID } from 'node:crypto'
import { DataCategory, Protocol } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { byGuardian, consentForm } from './fixtures/forms.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, state } = service
const { submit, view, link } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const { hub, agencyId } = refOf(agencies.outsider)
const BY_NAME = [{ hub, agencyType: 'shelter', agencyId }]
const BY_KIND = [{ hub, agencyType: 'shelter' }]
const ALL = ['identity', 'contact', 'health', 'risk', 'needs', 'narrative', 'family']

afterEach(() => {
  state.suspended.clear()
  state.accreditedUntil.clear()
})

async function recorded(change: object = {}, person = {}) {
  const subjectRef = register(agencies.police, person)
  const form = consentForm(subjectRef, { recipients: BY_NAME, dataCategories: ALL, ...change })
  const { status, body } = await send(officer, 'POST', '/consents', form)
  expect(status).toBe(201)
  return { subjectRef, id: body.id }
}
async function submitted(change: object = {}) {
  const { subjectRef, id } = await recorded(change)
  const { permit, code } = await submit({ subjectRef, to: agencies.outsider })
  return { subjectRef, id, code, referralId: permit?.referralId ?? '' }
}

describe('an organisation that is no member', () => {
  test('sees by a link a code name, the safe contact, health, risk and needs, whatever else was agreed', async () => {
    const { subjectRef, referralId } = await submitted()
    const { permit } = await link({ subjectRef }, { referralId })
    expect(permit).toMatchObject({ codeNameOnly: true, referralId, recipient: refOf(agencies.outsider) })
    expect(permit?.categories.toSorted()).toEqual(
      [DataCategory.CONTACT, DataCategory.HEALTH, DataCategory.RISK, DataCategory.NEEDS].toSorted(),
    )
  })

  test('needs a consent that names it: one for its kind is not enough, nor any other basis', async () => {
    expect((await submitted({ recipients: BY_KIND })).code).toBe('recipient_outside_consent')
    const subjectRef = register(agencies.police)
    const vital = consentForm(subjectRef, {
      ...{ basis: 'vital_interest', grantedBy: 'none', recipients: BY_NAME, dataCategories: ['contact', 'risk'] },
      ...{ purposes: ['shelter'], signature: null, justification: { reason: 'no_safe_place' } },
    })
    await send({ ...officer, acr: 'step-up' } as typeof officer, 'POST', '/consents', vital)
    expect((await submit({ subjectRef, to: agencies.outsider })).code).not.toBe('permitted')
  })

  test('sees nothing once its own accreditation has lapsed; that of the sender, which has made the link, may have', async () => {
    const { subjectRef, referralId } = await submitted()
    state.accreditedUntil.set(agencies.police.agencyId, new Date(0))
    expect((await link({ subjectRef }, { referralId })).code).toBe('permitted')
    state.accreditedUntil.set(agencyId, new Date(0))
    expect((await link({ subjectRef }, { referralId })).code).toBe('recipient_accreditation_lapsed')
  })

  test('sees nothing once the consent is withdrawn, or the organisation is suspended', async () => {
    const { subjectRef, referralId, id } = await submitted()
    state.suspended.add(agencyId)
    expect((await link({ subjectRef }, { referralId })).code).toBe('recipient_unknown')
    state.suspended.clear()
    expect((await link({ subjectRef }, { referralId })).code).toBe('permitted')
    const withdrawal = { inPrivate: true, duressChecked: true }
    expect((await send(officer, 'POST', `/consents/${id}/withdrawal`, withdrawal)).status).toBe(200)
    expect((await link({ subjectRef }, { referralId })).code).toBe('consent_withdrawn')
  })

  test('answers a recall through whoever sent the referral, in whose list it is', async () => {
    const taken = { inPrivate: true, duressChecked: true }
    const { id, referralId } = await submitted()
    const toMember = await recorded({ recipients: [{ ...refOf(agencies.shelter), agencyType: 'shelter' }] })
    const { permit } = await submit({ subjectRef: toMember.subjectRef })
    for (const one of [id, toMember.id]) await send(officer, 'POST', `/consents/${one}/withdrawal`, taken)
    const listed = async (who: { agency: TestAgency }) =>
      (await send(who, 'GET', '/recalls?limit=200')).body.items.filter((one: { referralId: string }) =>
        [referralId, permit?.referralId].includes(one.referralId),
      )
    const [recall, ...others] = await listed(officer)
    expect(recall).toMatchObject({ referralId, holder: refOf(agencies.outsider), state: 'views_stopped' })
    // A member answers for itself.
    expect(others).toEqual([])
    expect(await listed({ agency: agencies.shelter })).toMatchObject([{ referralId: permit?.referralId }])
    expect(await listed({ agency: agencies.otherPolice })).toEqual([])
    const answer = (who: { agency: TestAgency }) =>
      send(who, 'POST', `/recalls/${recall.id}/answer`, { answer: 'destroyed' })
    expect((await answer({ agency: agencies.otherPolice })).status).toBe(404)
    expect(await answer(officer)).toMatchObject({ status: 200, body: { state: 'destroyed' } })
    expect(await listed(officer)).toEqual([])
  })

  test('is shown nothing that was not submitted to it, and a member is shown nothing by a link', async () => {
    const { subjectRef } = await submitted()
    expect((await link({ subjectRef }, { referralId: randomUUID() })).code).toBe('no_lawful_basis')
    const other = await recorded({ recipients: BY_KIND })
    const { permit } = await submit({ subjectRef: other.subjectRef })
    const asked = { referralId: permit?.referralId ?? '' }
    expect((await link({ subjectRef: other.subjectRef, to: agencies.shelter }, asked)).code).toBe('no_lawful_basis')
  })

  test('opens no view: nobody signs in for it', async () => {
    const { subjectRef, referralId } = await submitted()
    expect((await view({ subjectRef, to: agencies.outsider }, { referralId })).code).toBe('no_lawful_basis')
  })

  test('never hears of witness protection, nor of criminal matters', async () => {
    const { subjectRef } = await recorded()
    for (const protocol of [Protocol.WITNESS_PROTECTION, Protocol.SPONTANEOUS_TRANSMISSION])
      expect((await submit({ subjectRef, to: agencies.outsider }, { protocol })).code).not.toBe('permitted')
  })

  test('never hears of a child whose guardian may be part of the harm', async () => {
    const { subjectRef } = await recorded(byGuardian, { minor: true, guardianNamed: true })
    expect((await submit({ subjectRef, to: agencies.outsider })).code).toBe('permitted')
    const person = state.people.get(subjectRef)
    if (person) state.people.set(subjectRef, { ...person, guardianConflict: true })
    expect((await submit({ subjectRef, to: agencies.outsider })).code).toBe('guardian_conflict')
  })
})
