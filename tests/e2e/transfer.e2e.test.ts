import { describe, expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { answerForm, inState, missingFor, offers, once, send } from './support/journey.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const sender = await people.caseworker('XA', 'shelter')
const receiver = await people.caseworker('XB', 'shelter')
const SPOKEN = { spoken: 'in-private' }

const prepared = async (priority = 'normal') => {
  const { id, consentId } = await send({
    ...{ system, sender, to: { hub: 'XB', type: 'shelter' }, protocol: 'cross-border-transfer', priority },
    consent: { purposes: ['safe_return', 'shelter'] },
  })
  await inState(receiver, id, 'requested')
  await receiver.assign(id)
  await receiver.step(id, 'accept')
  await inState(sender, id, 'preparing')
  await sender.assign(id)
  return { id, consentId }
}
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')

describe('a transfer across a border', () => {
  it('is blocked until the risks are assessed on both sides, and says what is missing', async () => {
    const { id } = await prepared()
    const blocked = missingFor(await sender.get(id), 'depart')
    for (const form of ['protection-screening', 'transfer-risk', 'family-assessment']) expect(blocked).toContain(form)
    await expect(sender.step(id, 'depart', { expectedAt: inAnHour() })).rejects.toMatchObject({
      ...{ status: 409, code: 'step_blocked' },
      refs: { missing: expect.stringContaining('form:transfer-risk') },
    })

    for (const form of ['protection-screening', 'transfer-risk', 'family-assessment'])
      await answerForm(sender, id, form)
    await sender.step(id, 'confirm-adult')
    await sender.step(id, 'explain-risks', SPOKEN)
    await sender.step(id, 'choose-to-go', { ...SPOKEN, goes: 'back-to-own-country' })
    await sender.step(id, 'documents-ready', { documents: 'passport' })
    await sender.step(id, 'confirm-fitness', { fitness: 'fit' })
    await sender.step(id, 'arrange-escort', { escort: 'trained-escort' })
    // All of the sender's side is there; nobody over there has looked yet.
    const still = missingFor(await sender.get(id), 'depart')
    expect(still).toEqual(expect.arrayContaining(['transfer-risk', 'family-assessment', 'ready-to-receive']))
    expect(still).not.toContain('documents-ready')

    for (const form of ['transfer-risk', 'family-assessment']) await answerForm(receiver, id, form)
    await receiver.step(id, 'ready-to-receive', { reception: ['met-on-arrival', 'bed-kept'] })
    await once(sender, id, referral => offers(referral, 'depart'))
    await sender.step(id, 'depart', { expectedAt: inAnHour() })
    await inState(receiver, id, 'in-transit')
    await receiver.step(id, 'confirm-arrival', { ...SPOKEN, safe: 'yes' })
    const arrived = await inState(sender, id, 'arrived')
    expect(arrived.assessed.map(({ form, side }) => `${side} ${form}`).sort()).toEqual([
      'recipient family-assessment',
      'recipient transfer-risk',
      'sender family-assessment',
      'sender protection-screening',
      'sender transfer-risk',
    ])
  })

  it('that is an evacuation goes on a rapid assessment, and no other does', async () => {
    const ordinary = await prepared()
    await answerForm(sender, ordinary.id, 'rapid-risk')
    expect(offers(await sender.get(ordinary.id), 'evacuate')).toBe(false)
    const { id } = await prepared('emergency')
    expect(missingFor(await sender.get(id), 'evacuate')).toEqual(['rapid-risk'])
    await answerForm(sender, id, 'rapid-risk')
    await sender.step(id, 'evacuate', { expectedAt: inAnHour(), agrees: 'person-agrees' })
    await inState(receiver, id, 'in-transit')
  })

  it('whose consent is withdrawn on the way pauses for a welfare check, and ends in nobody’s silence', async () => {
    const { id, consentId } = await prepared('emergency')
    await answerForm(sender, id, 'rapid-risk')
    await sender.step(id, 'evacuate', { expectedAt: inAnHour(), agrees: 'person-agrees' })
    await inState(receiver, id, 'in-transit')
    await sender.withdrawConsent(consentId, { inPrivate: true, duressChecked: true })
    for (const who of [sender, receiver]) {
      const paused = await inState(who, id, 'paused-welfare-check')
      expect(paused.turn).not.toBeNull()
      expect(paused.due).not.toEqual([])
    }
  })
})
