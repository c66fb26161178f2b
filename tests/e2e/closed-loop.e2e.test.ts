import { waitFor } from '@amparo/testing/platform'
import { describe, expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { agencyOf, inState, offers, once, send } from './support/journey.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const sender = await people.caseworker('XA', 'police')

describe.each([
  ['in one hub', 'XA'],
  ['across a border', 'XB'],
])('the loop closes %s', (_, hub) => {
  it('more is asked, answered, part is accepted, planned and done, and both sides read the same', async () => {
    const receiver = await people.caseworker(hub, 'shelter')
    const { id } = await send({ system, sender, to: { hub, type: 'shelter' }, services: ['housing', 'legal'] })
    const arrived = await inState(receiver, id, 'requested')
    expect(arrived).toMatchObject({ turn: 'recipient', overdue: false })
    expect(arrived.due.map(({ deadline }) => deadline)).toContain('accept')

    await receiver.step(id, 'ask', { about: ['languages', 'risk-assessment'] })
    const asked = await inState(sender, id, 'information-requested')
    expect([asked.turn, offers(asked, 'answer')]).toEqual(['sender', true])
    await sender.step(id, 'answer', { answered: ['languages', 'risk-assessment'] }, { version: asked.version })

    const answered = await inState(receiver, id, 'answered')
    await receiver.step(id, 'accept-part', { services: ['housing'] }, { version: answered.version })
    await receiver.assign(id)
    await receiver.step(id, 'start')
    await receiver.step(id, 'plan', { items: [{ service: 'housing', state: 'provided', since: '2026-03-04' }] })
    await receiver.step(id, 'complete', {
      outcome: 'partially-provided',
      services: [{ service: 'housing', state: 'provided' }],
    })

    const heard = await inState(sender, id, 'completed')
    const own = await receiver.get(id)
    expect(heard).toMatchObject({ status: 'completed', outcome: 'partially-provided', turn: null })
    const plan = Object.fromEntries(heard.plan.map(({ service, state }) => [service, state]))
    expect(plan['housing']).toBe('provided')
    expect(plan['legal']).not.toBe('provided')
    // Each hub's clocks begin when it was there to be seen: what was sent is dated by each of them.
    const told = (view: typeof heard) =>
      view.steps.map(({ step, side, at, data, state }) => ({
        step,
        side,
        data,
        state,
        ...(step !== 'submit' && { at }),
      }))
    expect(told(own)).toEqual(told(heard))
    expect(heard.steps.map(({ step }) => step)).toEqual([
      'submit',
      'ask',
      'answer',
      'accept-part',
      'start',
      'plan',
      'complete',
    ])
  })

  it('what stays inside an agency is not told to the other', async () => {
    const receiver = await people.caseworker(hub, 'shelter')
    const { id } = await send({ system, sender, to: { hub, type: 'shelter' } })
    await inState(receiver, id, 'requested')
    await receiver.step(id, 'record-contact', { channel: 'phone', outcome: 'no-answer', safely: 'yes' })
    await receiver.step(id, 'acknowledge')
    const heard = await inState(sender, id, 'acknowledged')
    expect(heard.steps.map(({ step }) => step)).toEqual(['submit', 'acknowledge'])
    expect((await receiver.get(id)).steps.map(({ step }) => step)).toContain('record-contact')
  })

  it('a withdrawal halts it on both sides, and the holder says what it did with the data', async () => {
    const receiver = await people.caseworker(hub, 'shelter')
    const { id, consentId } = await send({ system, sender, to: { hub, type: 'shelter' } })
    const other = await send({ system, sender, to: { hub, type: 'shelter' } })
    await inState(receiver, id, 'requested')
    await receiver.assign(id)
    await receiver.step(id, 'accept')
    await receiver.openView(id)
    await sender.withdrawConsent(consentId, { inPrivate: true, duressChecked: true })

    const halted = await inState(receiver, id, 'halted')
    expect(halted).toMatchObject({ status: 'cancelled', turn: 'recipient', assignedTo: [] })
    expect(halted.due.map(({ deadline }) => deadline)).toContain('answer-withdrawal')
    await expect(receiver.openView(id)).rejects.toMatchObject({ status: 409, code: 'referral_closed' })
    await expect(receiver.step(id, 'start')).rejects.toMatchObject({ status: 409, code: 'step_not_allowed' })
    await receiver.step(id, 'answer-withdrawal', { holding: 'destroyed' })
    const stopped = await inState(sender, id, 'stopped')
    expect(stopped.steps.at(-1)).toMatchObject({ step: 'answer-withdrawal', data: { holding: 'destroyed' } })
    // Another person's, by the same agencies on a consent of her own, goes on.
    expect((await sender.get(other.id)).state).toBe('requested')
  })
})

describe('a referral that was declined', () => {
  it('is offered as needs without a person to whoever has room, and sent on to whoever is willing', async () => {
    const [first, second] = [await people.named('XA', 'shelter'), await people.named('XA', 'shelter-2')]
    const supervisor = await people.named('XA', 'shelter-2.supervisor')
    await supervisor.stateCapacity({ service: 'housing', places: 12, open: true })
    const { id, subjectRef } = await send({ system, sender, to: { hub: 'XA', type: 'shelter' } })
    await inState(first, id, 'requested')
    await first.step(id, 'decline', { reason: 'at-capacity' })

    const to = agencyOf(system, 'XA', 'shelter', { second: true })
    const asked = await once(sender, id, ({ offers }) => (offers ?? []).length > 0)
    const [offer] = asked.offers ?? []
    expect(asked).toMatchObject({ state: 'rejected', reason: 'at-capacity' })
    expect(offer).toMatchObject({ toAgency: to.agencyId, withinBasis: true, services: ['housing'] })

    const seen = (await second.offers({ answered: false })).items.find(({ id: known }) => known === offer?.id)
    expect(Object.keys(seen ?? {}).sort()).toEqual(
      [
        ...['allowedActions', 'expiresAt', 'id', 'madeAt', 'minors', 'priority', 'protocol', 'protocolVersion'],
        ...['services', 'version'],
      ].sort(),
    )
    await expect(second.get(id)).rejects.toMatchObject({ status: 404 })
    await second.answerOffer(seen?.id ?? '', { answer: 'willing' })

    await once(sender, id, ({ offers }) => offers?.[0]?.answer === 'willing')
    const onward = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to, services: ['housing'] }
    const next = await sender.submitReferral({ ...onward, offerId: offer?.id ?? '' })
    expect(next.links).toContainEqual(expect.objectContaining({ referralId: id, kind: 're-offer' }))
    await second.assign(next.id)
    expect((await second.openView(next.id)).categories).toHaveProperty('identity')
    await second.step(next.id, 'accept')
    await inState(sender, next.id, 'accepted')
  })

  it('is not offered to anybody whom the person excludes', async () => {
    const first = await people.named('XA', 'shelter')
    const excluded = [
      { hub: 'XA', agencyId: agencyOf(system, 'XA', 'shelter', { second: true }).agencyId },
      { hub: 'XA', agencyType: 'child_protection' },
      { hub: 'XA', agencyType: 'witness_protection' },
    ]
    const { id } = await send({ system, sender, to: { hub: 'XA', type: 'shelter' }, consent: { excluded } })
    await inState(first, id, 'requested')
    await first.step(id, 'decline', { reason: 'at-capacity' })
    const asked = await once(sender, id, ({ offers }) => (offers ?? []).length > 0)
    const charity = agencyOf(system, 'XA', 'civil_society').agencyId
    expect(asked.offers).toMatchObject([{ toAgency: charity, withinBasis: false }])
  })

  it('is of an adult, and so not offered to the authority that is for children', async () => {
    const first = await people.named('XA', 'shelter')
    const excluded = [
      { hub: 'XA', agencyId: agencyOf(system, 'XA', 'shelter', { second: true }).agencyId },
      { hub: 'XA', agencyType: 'witness_protection' },
    ]
    const { id } = await send({ system, sender, to: { hub: 'XA', type: 'shelter' }, consent: { excluded } })
    await inState(first, id, 'requested')
    await first.step(id, 'decline', { reason: 'at-capacity' })
    const asked = await once(sender, id, ({ offers }) => (offers ?? []).length > 0)
    expect(asked.offers).toMatchObject([{ toAgency: agencyOf(system, 'XA', 'civil_society').agencyId, serves: true }])
  })
})

describe('a person who was referred to another hub', async () => {
  const [shelter, clinic] = [await people.caseworker('XB', 'shelter'), await people.caseworker('XB', 'health')]
  /** To a shelter over there, on a consent that names clinics on both sides. */
  const across = async (onward: boolean) => {
    const recipients = [
      { hub: 'XB', agencyType: 'shelter' },
      { hub: 'XB', agencyType: 'health' },
      { hub: 'XA', agencyType: 'health' },
    ]
    const dataCategories = ['identity', 'contact', 'needs', 'health', 'narrative']
    const consent = { recipients, dataCategories, purposes: ['shelter', 'medical_care'], onward }
    const sent = await send({ system, sender, to: { hub: 'XB', type: 'shelter' }, consent })
    await inState(shelter, sent.id, 'requested')
    await shelter.assign(sent.id)
    const { subjectRef } = await shelter.openView(sent.id)
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['medical_and_dental'] }
    const further = (hub: string, type = 'health') =>
      shelter.submitReferral({ ...asked, purpose: 'medical_care', to: agencyOf(system, hub, type) })
    return { ...sent, further }
  }

  it('is referred further there to whom they let it, and nobody else; who has them then stops when they take it back', async () => {
    const { id, consentId, further } = await across(true)
    await expect(further('XB', 'legal_aid')).rejects.toMatchObject({ code: 'recipient_outside_consent' })
    // Back over a border nothing goes on another hub's word, whatever the consent names; why, whoever has not registered the person is not told.
    await expect(further('XA')).rejects.toMatchObject({ code: 'disclosure_refused' })
    const next = await further('XB')
    await inState(clinic, next.id, 'requested')
    await clinic.assign(next.id)
    const seen = await clinic.openView(next.id)
    expect(seen.categories).toHaveProperty('identity')

    await sender.withdrawConsent(consentId, { inPrivate: true, duressChecked: true })
    await inState(clinic, next.id, 'halted')
    await expect(clinic.openView(next.id)).rejects.toMatchObject({ status: 409, code: 'referral_closed' })
    const recalls = async (who: typeof clinic) => (await who.recalls()).items
    const mine = (await recalls(clinic)).find(({ referralId }) => referralId === next.id)
    const first = (await recalls(shelter)).find(({ referralId }) => referralId === id)
    await shelter.answerRecall(first?.id ?? '', { answer: 'stopped' })
    const [unheard] = await sender.holders(consentId)
    expect(unheard?.recall?.answeredAt).toBeUndefined()
    await clinic.answerRecall(mine?.id ?? '', { answer: 'destroyed' })
    await waitFor(async () => (await sender.holders(consentId))[0]?.recall?.answeredAt !== undefined)
    const [holder] = await sender.holders(consentId)
    expect(holder?.recall).toMatchObject({
      state: 'stopped',
      onward: [{ ...agencyOf(system, 'XB', 'health'), answer: 'destroyed' }],
    })
  })

  it('is referred no further where they did not let it', async () => {
    const { further } = await across(false)
    await expect(further('XB')).rejects.toMatchObject({ status: 403, code: 'onward_not_permitted' })
  })
})
