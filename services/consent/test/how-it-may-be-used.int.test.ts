import { randomUUID } from 'node:crypto'
import { consentWithdrawn } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { consentForm, vitalForm } from './fixtures/forms.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, told } = service
const { submit, view } = questionsTo(service)
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
async function withTheShelter(change: object = {}) {
  const subjectRef = register(agencies.police)
  const { body } = await record(subjectRef, { ...TO_BOTH, ...change })
  const { permit } = await submit({ subjectRef })
  if (!permit) throw new Error('not permitted')
  const { subjectId } = permit
  const sheltersRef = register(agencies.shelter, { subjectId, received: true })
  const further = () => submit({ subjectRef: sheltersRef, from: agencies.shelter, to: agencies.health })
  return { basisId: String(body.id), subjectId, sheltersRef, further }
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
    const narrow = (id: string, to: object) => send(officer, 'POST', `/consents/${id}/narrowing`, to)
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
