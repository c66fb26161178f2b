import type { Client, HolderView } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import { expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { agencyOf, inState, send } from './support/journey.ts'
import { arrives } from './support/refer.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const TAKEN = { inPrivate: true, duressChecked: true } as const

type Recall = NonNullable<HolderView['recall']>

/** What whoever recorded a consent sees of the holder of one referral, once it is so. */
async function holder(who: Client, of: { consentId: string; id: string }, is: (recall: Recall) => boolean) {
  let found: HolderView | undefined
  await waitFor(async () => {
    found = (await who.holders(of.consentId)).find(({ referralId }) => referralId === of.id)
    return found?.recall !== undefined && is(found.recall)
  })
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

  // The other hub does not take anything in while this one is on its way.
  await system.hub('XB').kill('core')
  const sent = await sender.submitReferral({
    ...{ subjectRef: open.subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] },
    to: agencyOf(system, 'XB', 'shelter'),
  })
  const inFlight = { consentId: open.consentId, id: sent.id }
  await waitFor(async () =>
    (await sender.holders(open.consentId)).some(one => one.referralId === sent.id && one.received),
  )
  const { withdrawal } = await sender.withdrawConsent(open.consentId, TAKEN)
  expect(withdrawal.state).toBe('effective')
  expect((await holder(sender, open, () => true))?.state).toBe('asked')
  await inState(sender, open.id, 'halted')
  await system.hub('XB').restart('core')

  await holder(sender, open, ({ state }) => state === 'views_stopped')
  await expect(receiver.openView(open.id)).rejects.toMatchObject({ code: 'referral_closed' })
  await inState(receiver, open.id, 'halted')
  const recalls = (await receiver.recalls()).items
  expect(recalls.map(({ referralId }) => referralId)).toContain(open.id)
  // Dropped on its way or refused on arrival: it is shown to nobody, and that is said for the holder.
  await holder(sender, inFlight, ({ state }) => state === 'destroyed' || state === 'views_stopped')
  // As far as it came there is a referral that halted; else there is none.
  const refused = await receiver.openView(sent.id).catch((error: unknown) => (error as { code?: string }).code)
  expect(['not_found', 'referral_closed']).toContain(refused)
  const { items } = await (await people.auditor('XB')).auditEntries(sent.id)
  expect(items.map(({ action }) => action)).not.toContain('view_opened')

  const recall = recalls.find(({ referralId }) => referralId === open.id)
  await receiver.answerRecall(recall?.id ?? '', { answer: 'destroyed' })
  const answered = await holder(sender, open, ({ state }) => state === 'destroyed')
  expect(answered).toMatchObject({ said: 'destroyed', onward: [] })
})
