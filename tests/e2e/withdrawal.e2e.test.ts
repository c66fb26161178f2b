import type { Client, HolderView } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import { expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { inState, send } from './support/journey.ts'
import { arrives } from './support/refer.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const TAKEN = { inPrivate: true, duressChecked: true } as const

/** What whoever recorded a consent sees of its one holder, once it is so. */
async function holder(who: Client, consentId: string, is: (recall: NonNullable<HolderView['recall']>) => boolean) {
  let found: HolderView | undefined
  await waitFor(async () => {
    found = (await who.holders(consentId))[0]
    return found?.recall !== undefined && is(found.recall)
  }, 60_000)
  return found?.recall
}

it('a consent that is withdrawn while one referral is open and the package of another is on its way ends in both hubs, and the holder answers for what it had', async () => {
  const sender = await people.caseworker('XA', 'police')
  const receiver = await people.caseworker('XB', 'shelter')
  const open = await send({ system, sender, to: { hub: 'XB', type: 'shelter' } })
  await arrives(receiver, open.id)
  await receiver.assign(open.id)
  await receiver.step(open.id, 'accept')
  await receiver.openView(open.id)

  // Nobody waits for this one to arrive.
  const shelter = system.hub('XB').installed.agencies.find(({ type }) => type === 'shelter')
  const sent = await sender.submitReferral({
    ...{ subjectRef: open.subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] },
    to: { hub: 'XB', agencyId: shelter?.agencyId ?? '' },
  })
  const { withdrawal } = await sender.withdrawConsent(open.consentId, TAKEN)
  expect(withdrawal.state).toBe('effective')

  await expect(receiver.openView(open.id)).rejects.toMatchObject({ status: expect.any(Number) })
  await holder(sender, open.consentId, ({ state }) => state === 'views_stopped')
  await inState(sender, open.id, 'halted')
  await inState(receiver, open.id, 'halted')
  const recalls = (await receiver.recalls()).items
  expect(recalls.map(({ referralId }) => referralId)).toContain(open.id)
  // Dropped on its way, refused on arrival, or taken in and ended: it is shown to nobody.
  await expect(receiver.openView(sent.id)).rejects.toMatchObject({ status: expect.any(Number) })

  const recall = recalls.find(({ referralId }) => referralId === open.id)
  await receiver.answerRecall(recall?.id ?? '', { answer: 'destroyed' })
  const answered = await holder(sender, open.consentId, ({ state }) => state === 'destroyed')
  expect(answered).toMatchObject({ said: 'destroyed', onward: [] })
})
