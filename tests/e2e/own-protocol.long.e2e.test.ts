import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from '@amparo/client'
import { afterAll, describe, expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { inState, once, send } from './support/journey.ts'

/** A ministry's own file in a folder of its own: the protocol is there, and no line of code was written for it. */
const protocolsDir = fileURLToPath(new URL('support/protocols', import.meta.url))
const { system, people } = await useHubs(['XA', 'XB'], { protocolsDir, ephemeral: false })
const sender = await people.caseworker('XA', 'police')
const listening = new AbortController()
afterAll(() => listening.abort())

/** What an agency hears, as it hears it. */
function ears(who: Client): (referralId: string) => string[] {
  const heard: { kind: string; referralId?: string }[] = []
  void (async () => {
    for await (const item of who.news({ signal: listening.signal })) heard.push(item)
  })()
  return referralId => heard.filter(item => item.referralId === referralId).map(({ kind }) => kind)
}

const asked = (hub: string) =>
  send({ ...{ system, sender, to: { hub, type: 'shelter' } }, protocol: 'night-shelter', priority: 'emergency' })

describe('a protocol that is a file', () => {
  it('is offered to those it is for, in words', async () => {
    const found = (await sender.protocols()).find(({ id }) => id === 'night-shelter')
    expect(found).toMatchObject({ version: 1, name: { en: 'Shelter for one night' }, compartment: false })
    expect(found?.states['asked']?.text.pt).toBe('Pedida')
  })

  it.each(['XA', 'XB'])('carries a referral to %s from beginning to end, with its own steps and data', async hub => {
    const receiver = await people.caseworker(hub, 'shelter')
    const { id } = await asked(hub)
    const arrived = await inState(receiver, id, 'asked')
    const [action] = arrived.allowedActions.filter(({ step }) => step === 'give-bed')
    expect(action).toMatchObject({ text: { fr: 'Donner un lit' }, data: { required: ['beds'] } })
    await expect(receiver.step(id, 'give-bed', { beds: 9 })).rejects.toMatchObject({
      ...{ status: 400, code: 'request_invalid' },
      errors: [expect.objectContaining({ pointer: '/data/beds' })],
    })
    await expect(receiver.step(id, 'leave')).rejects.toMatchObject({ status: 409, code: 'step_not_allowed' })
    await receiver.step(id, 'give-bed', { beds: 1 })
    await receiver.step(id, 'leave')
    expect(await inState(sender, id, 'gone')).toMatchObject({ status: 'completed', allowedActions: [] })
  })

  it('is not for agencies that it does not name', async () => {
    const health = { system, sender, to: { hub: 'XA', type: 'health' }, protocol: 'night-shelter' }
    const consent = { purposes: ['medical_care'] }
    await expect(send({ ...health, consent })).rejects.toMatchObject({ code: 'protocol_not_for_agency' })
  })
})

describe('silence', () => {
  it('reminds, calls the supervisor, asks another agency, and is ended by the clock: each once, whoever is killed', async () => {
    const supervisor = await people.named('XA', 'shelter.supervisor')
    const heard = ears(supervisor)
    const { id } = await asked('XA')
    await inState(supervisor, id, 'asked')
    const [due] = (await supervisor.deadlines()).items.filter(({ referralId }) => referralId === id)
    expect(due).toMatchObject({ deadline: 'answer', overdue: false, text: { en: 'Answer' }, protocol: 'night-shelter' })
    await expect.poll(() => heard(id)).toEqual(expect.arrayContaining(['remind', 'supervisor']))
    const waiting = await once(sender, id, ({ offers }) => (offers ?? []).length > 0)
    expect(waiting).toMatchObject({ state: 'asked', offers: [{ services: ['housing'] }] })

    // In the midst of it.
    await system.hub('XA').kill('core')
    await system.hub('XA').restart('core')
    const ended = await inState(sender, id, 'given-up')
    expect(ended.steps.map(({ step }) => step)).toEqual(['submit', 'give-up'])
    await sleep(2_000)
    const auditor = await people.auditor('XA')
    const codes = async () =>
      (await auditor.auditEntries(id)).items
        .filter(({ action }) => action === 'referral_escalated')
        .map(({ code }) => code)
        .sort()
    const all = ['answer/offer-next', 'answer/phone', 'answer/remind', 'answer/supervisor']
    await expect.poll(codes).toEqual(all)
  })

  it('across a border is heard by whoever owes the answer, and ended by whoever asked', async () => {
    const supervisor = await people.named('XB', 'shelter.supervisor')
    const heard = ears(supervisor)
    const { id } = await asked('XB')
    await expect.poll(() => heard(id)).toEqual(expect.arrayContaining(['remind', 'supervisor']))
    await inState(sender, id, 'given-up')
    await inState(supervisor, id, 'given-up')
  })
})
