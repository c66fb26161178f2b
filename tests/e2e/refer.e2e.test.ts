import { ProblemError } from '@amparo/client'
import { waitFor } from '@amparo/testing'
import { describe, expect, it } from 'vitest'
import { anAdult, signedConsentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const agency = (hub: string, type: string) => {
  const found = system.hub(hub).installed.agencies.find(known => known.type === type)
  if (!found) throw new Error(`no ${type} in ${hub}`)
  return { hub, agencyId: found.agencyId }
}

async function refer(to: { hub: string; type: string }) {
  const sender = await people.caseworker('XA', 'police')
  const { subjectRef } = await sender.registerSubject(anAdult())
  await sender.recordConsent(await signedConsentTo(sender, subjectRef, to))
  const referral = await sender.submitReferral({
    subjectRef,
    protocol: 'oas-64-standard',
    priority: 'urgent',
    to: agency(to.hub, to.type),
    services: ['housing'],
  })
  return { sender, referral }
}

describe.each([
  ['in one hub', 'XA'],
  ['across a border', 'XB'],
])('a referral %s', (_, hub) => {
  it('is sent, opened by its assignee only, accepted, completed, and the sender hears of each step', async () => {
    const { sender, referral } = await refer({ hub, type: 'shelter' })
    const receiver = await people.caseworker(hub, 'shelter')
    await waitFor(async () => (await receiver.inbox()).items.some(item => item.id === referral.id))

    await expect(receiver.openView(referral.id)).rejects.toMatchObject({ status: 403, code: 'referral_not_assigned' })
    await receiver.assign(referral.id)
    const view = await receiver.openView(referral.id)
    expect(view.categories).toMatchObject({ identity: { names: ['Ximena Ocllo Huamán'] } })
    expect(view.notice).toBe('may be incomplete')
    expect(view.categories).not.toHaveProperty('documents')

    await receiver.step(referral.id, 'accept')
    await receiver.step(referral.id, 'start')
    await receiver.step(referral.id, 'complete', { outcome: 'services-provided' })
    await expect.poll(async () => (await sender.get(referral.id)).status).toBe('completed')
    const heard = await sender.get(referral.id)
    expect(heard.steps.map(step => step.status)).toEqual(['requested', 'accepted', 'in-progress', 'completed'])
  })

  it('stands in the log of the hub that disclosed it before anybody saw it, with proofs that verify', async () => {
    const { referral } = await refer({ hub, type: 'shelter' })
    const receiver = await people.caseworker(hub, 'shelter')
    await waitFor(async () => (await receiver.inbox()).items.some(item => item.id === referral.id))
    await receiver.assign(referral.id)
    const { auditEntry } = await receiver.openView(referral.id)
    const auditor = await people.auditor(hub)
    const entries = await auditor.auditEntries(referral.id)
    expect(entries.items.map(({ id }) => id)).toContain(auditEntry.id)
    await expect(auditor.auditProof(auditEntry.id)).resolves.toBeDefined()
  })

  it('does not exist for anybody else', async () => {
    const { referral } = await refer({ hub, type: 'shelter' })
    const stranger = await people.caseworker(hub, 'health')
    const refusals = await Promise.all([
      stranger.get(referral.id).catch((error: unknown) => error),
      stranger.get('3f1c0d5e-6a0b-4b58-9a53-0c1f3a8d2b11').catch((error: unknown) => error),
      stranger.openView(referral.id).catch((error: unknown) => error),
      stranger.step(referral.id, 'accept').catch((error: unknown) => error),
    ])
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(ProblemError)
      expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    }
  })
})

it('has one winner when two people of an agency accept at once', async () => {
  const { referral } = await refer({ hub: 'XA', type: 'shelter' })
  const [one, other] = await Promise.all([people.caseworker('XA', 'shelter'), people.dutyOfficer('XA', 'shelter')])
  await Promise.all([one.assign(referral.id), other.assign(referral.id)])
  const answers = await Promise.allSettled([one.step(referral.id, 'accept'), other.step(referral.id, 'accept')])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('can be declined with a reason that the sender reads, and cancelled before that by the sender alone', async () => {
  const { sender, referral } = await refer({ hub: 'XB', type: 'shelter' })
  const receiver = await people.caseworker('XB', 'shelter')
  await waitFor(async () => (await receiver.inbox()).items.some(item => item.id === referral.id))
  await receiver.assign(referral.id)
  await receiver.step(referral.id, 'decline', { reason: 'at-capacity' })
  await expect.poll(async () => (await sender.get(referral.id)).status).toBe('rejected')
  const heard = await sender.get(referral.id)
  expect(heard).toMatchObject({ status: 'rejected', reason: 'at-capacity' })
  await expect(receiver.openView(referral.id)).rejects.toMatchObject({ status: 409, code: 'referral_closed' })
})
