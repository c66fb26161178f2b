import { waitFor } from '@amparo/testing/platform'
import { describe, expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { arrives } from './support/refer.ts'

const { system, people } = await useHubs(['XA', 'XB'])

async function referredTo(hub: string, payload = anAdult(), reportBack = false) {
  const shelter = system.hub(hub).installed.agencies.find(({ type }) => type === 'shelter')
  if (!shelter) throw new Error(`no shelter in ${hub}`)
  const sender = await people.caseworker('XA', 'police')
  const receiver = await people.caseworker(hub, 'shelter')
  const { subjectRef } = await sender.registerSubject(payload)
  const consent = consentTo(subjectRef, { hub, type: 'shelter' })
  const dataCategories = [...consent.dataCategories, 'family']
  const { id: basisId } = await sender.recordConsent({ ...consent, dataCategories, reportBack })
  const { id } = await sender.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'], quick: true },
    to: { hub, agencyId: shelter.agencyId },
  })
  await arrives(receiver, id)
  await receiver.assign(id)
  await sender.assign(id)
  return { sender, receiver, id, basisId }
}

describe.each([
  ['in one hub', 'XA'],
  ['across a border', 'XB'],
])('two agencies of a referral, %s', (_, hub) => {
  it('write to each other: each reads the other’s words without the names, and both see that there are two', async () => {
    const { sender, receiver, id } = await referredTo(hub)
    const text = 'La señora Ximena Ocllo Huamán llega mañana; su celular es el +599 55 0171.'
    await sender.writeMessage({ referralId: id, lang: 'es', text, attachments: [] })
    await waitFor(async () => (await receiver.openMessages(id)).messages.length === 1)
    const [asked] = (await receiver.openMessages(id)).messages
    expect(asked).toMatchObject({ own: false, from: { hub: 'XA' } })
    expect(asked?.text).toContain('mañana')
    expect(JSON.stringify(asked)).not.toMatch(/Ximena|Ocllo|Huamán|0171/)

    await receiver.writeMessage({ referralId: id, lang: 'es', text: 'Gracias. Ximena tiene cama.', attachments: [] })
    await waitFor(async () => (await sender.openMessages(id)).messages.length === 2)
    const [answer, own] = (await sender.openMessages(id)).messages
    expect([answer?.own, own?.own, own?.text]).toEqual([false, true, text])
    expect(JSON.stringify(answer)).not.toContain('Ximena')
    if (hub === 'XB') await waitFor(async () => (await sender.openMessages(id)).messages[1]?.delivery === 'delivered')
    for (const who of [sender, receiver]) await waitFor(async () => (await who.get(id)).messages === 2)
  })

  it('complete a record that was made in a hurry: the other reads what was added', async () => {
    const whole = anAdult()
    const identity = { names: [], aliases: [], phones: [], emails: [], documents: [], addresses: [] }
    const hurried = { ...whole, narrative: null, subject: { ...whole.subject, identity } }
    const { sender, receiver, id } = await referredTo(hub, hurried)
    expect((await receiver.openView(id)).categories).toMatchObject({ identity: { names: [] } })
    await sender.supplement({ referralId: id, subject: { identity: { names: ['Ximena Ocllo Huamán'] } } })
    await waitFor(async () => JSON.stringify((await receiver.openView(id)).categories).includes('Ocllo'))
    for (const who of [sender, receiver])
      await waitFor(async () => (await who.get(id)).steps.some(({ step }) => step === 'record-completed'))
    expect((await receiver.get(id)).status).toBe('requested')
  })

  it('assess the risks: what the sender found out, the other reads in the category of each answer', async () => {
    const { sender, receiver, id } = await referredTo(hub)
    const form = (await sender.forms()).find(({ form }) => form === 'rapid-risk')
    if (!form) throw new Error('no such form')
    const items = form.sections.flatMap(section => Object.entries(section.items))
    const answers = Object.fromEntries(
      items.map(([item, { answers }]) => [item, answers === 'level' ? ('high' as const) : ('yes' as const)]),
    )
    await sender.assess({ form: form.form, version: form.version, referralId: id, answers })
    const assessments = async () => {
      const { family } = (await receiver.openView(id)).categories as Record<string, { assessments?: unknown[] }>
      return family?.assessments ?? []
    }
    await waitFor(async () => (await assessments()).length === 1)
    const [shown] = await assessments()
    expect(shown).toMatchObject({ form: 'rapid-risk', by: { hub: 'XA' }, notice: expect.stringContaining('nothing') })
    // Safety was not consented to: neither its answers nor a sum that tells of them.
    expect(shown).not.toHaveProperty('overall')
    for (const who of [sender, receiver]) await waitFor(async () => (await who.get(id)).assessed.length === 1)
  })

  it('report back: what the recipient found out, the sender reads where the person has agreed, until that is taken back', async () => {
    const answered = async (of: Awaited<ReturnType<typeof referredTo>>) => {
      const form = (await of.receiver.forms()).find(({ form }) => form === 'rapid-risk')
      if (!form) throw new Error('no such form')
      const items = form.sections.flatMap(section => Object.entries(section.items))
      const answers = Object.fromEntries(
        items.map(([item, { answers }]) => [item, answers === 'level' ? ('high' as const) : ('yes' as const)]),
      )
      await of.receiver.assess({ form: form.form, version: form.version, referralId: of.id, answers })
      await waitFor(async () => (await of.sender.get(of.id)).assessed.length === 1)
      return of
    }
    const code = (error: unknown) => (error as { code?: string }).code
    const silent = await answered(await referredTo(hub))
    expect(await silent.sender.openReports(silent.id).catch(code)).toBe('action_outside_consent')

    const { sender, id, basisId } = await answered(await referredTo(hub, anAdult(), true))
    const read = async () => (await sender.openReports(id)).categories as Record<string, { assessments?: unknown[] }>
    await waitFor(async () => Object.values(await read()).some(({ assessments }) => assessments?.length === 1))
    const categories = await read()
    expect(JSON.stringify(categories)).toContain(`"hub":"${hub}"`)
    expect(JSON.stringify(categories)).not.toMatch(/Ximena|safety/)
    await sender.withdrawConsent(basisId, { inPrivate: true, duressChecked: true })
    await waitFor(async () => (await sender.openReports(id).catch(code)) !== undefined)
    const refused = await sender.openReports(id).catch(code)
    expect(['consent_withdrawn', 'referral_closed']).toContain(refused)
  })
})
