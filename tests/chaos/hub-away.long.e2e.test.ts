import { setTimeout as sleep } from 'node:timers/promises'
import { waitFor } from '@amparo/testing/platform'
import { expect, it } from 'vitest'
import { anAdult, consentTo } from '../e2e/support/a-person.ts'
import { useHubs } from '../e2e/support/hubs.ts'

const { system, people } = await useHubs(['XA', 'XB'], { ephemeral: false })

const shelterOf = (hub: string) => {
  const found = system.hub(hub).installed.agencies.find(({ type }) => type === 'shelter')
  return { hub, agencyId: found?.agencyId ?? '' }
}

async function send(): Promise<string> {
  const sender = await people.caseworker('XA', 'police')
  const { subjectRef } = await sender.registerSubject(anAdult())
  await sender.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  const referral = await sender.submitReferral({
    subjectRef,
    protocol: 'oas-64-standard',
    priority: 'urgent',
    to: shelterOf('XB'),
    services: ['housing'],
  })
  sent.push(referral.id)
  return referral.id
}

/** All that was sent in this file. */
const sent: string[] = []

async function inInbox(ids: readonly string[]): Promise<string[]> {
  const receiver = await people.caseworker('XB', 'shelter')
  const { items } = await receiver.inbox({ limit: 100 })
  return items.map(({ id }) => id).filter(id => ids.includes(id))
}

async function inboxOnce(ids: readonly string[]): Promise<string[]> {
  await waitFor(async () => new Set(await inInbox(ids)).size === ids.length)
  return inInbox(ids)
}

it('keeps what is sent to a hub that is away, and delivers it once when it is back', async () => {
  await people.caseworker('XB', 'shelter')
  await system.hub('XB').stop()
  const ids = [await send(), await send(), await send()]
  await sleep(1_500)
  await system.hub('XB').start()
  expect((await inboxOnce(ids)).sort()).toEqual([...ids].sort())
})

it.each(['core', 'redaction'])(
  'loses and doubles nothing when %s of the receiving hub is killed under way',
  async group => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++) {
      ids.push(await send())
      if (n === 1) await system.hub('XB').kill(group)
    }
    await system.hub('XB').restart(group)
    expect((await inboxOnce(ids)).sort()).toEqual([...ids].sort())
  },
)

it.each(['core', 'redaction'])(
  'loses and doubles nothing when %s of the sending hub is killed under way',
  async group => {
    const ids = [await send(), await send()]
    await system.hub('XA').kill(group)
    await system.hub('XA').restart(group)
    ids.push(await send())
    expect((await inboxOnce(ids)).sort()).toEqual([...ids].sort())
  },
)

it('and doubles none of them later, when each part has told again what nobody has confirmed', async () => {
  // Each does so every 30 s (startReconciler).
  await sleep(35_000)
  expect((await inInbox(sent)).sort()).toEqual([...sent].sort())
})
