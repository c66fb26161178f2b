import type { ItemUseCode } from '@amparo/contracts'
import { waitFor } from '@amparo/testing/platform'
import { expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { inState, offers, once, send } from './support/journey.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const sender = await people.caseworker('XA', 'police')
const receiver = await people.caseworker('XB', 'shelter')
const NAME = 'Ximena Ocllo'
const refused = (status: number, code: string) => ({ status, code })

it('what came for help is used otherwise as its sender permits, asked and answered in the referral, and never against the person', async () => {
  const { id } = await send({ system, sender, to: { hub: 'XB', type: 'shelter' } })
  expect((await inState(receiver, id, 'requested')).protocolVersion).toBe(2)
  for (const who of [sender, receiver]) await who.assign(id)
  await receiver.step(id, 'accept')
  const seen = async (use?: ItemUseCode) => JSON.stringify((await receiver.openView(id, use)).categories)
  expect(await seen()).toContain(NAME)
  const cannot = (use: ItemUseCode, code: string) =>
    expect(receiver.openView(id, use)).rejects.toMatchObject(refused(403, code))
  for (const use of ['export', 'other-offence', 'pass-to-other-state'] as const)
    await cannot(use, 'referral_use_not_permitted')

  // Whoever came for a bed did not agree to a case: nobody can permit it for them.
  const ask = (use: string) => receiver.step(id, 'ask-permission', { use })
  for (const use of ['other-investigation', 'as-evidence-in-court', 'civil-proceedings'])
    await expect(ask(use)).rejects.toMatchObject(refused(409, 'use_beyond_purpose'))

  await ask('export')
  const asked = await once(sender, id, referral => offers(referral, 'permit-use'))
  expect(asked.due.find(({ deadline }) => deadline === 'permission')).toMatchObject({ owner: 'sender' })
  await expect(ask('pass-on-as-person-agreed')).rejects.toMatchObject(refused(409, 'use_not_answered'))
  await cannot('export', 'referral_use_not_answered')
  // Help does not wait for the answer.
  await receiver.step(id, 'start')
  await sender.step(id, 'refuse-use', { use: 'export', reason: 'person-does-not-agree' })
  await once(receiver, id, referral => offers(referral, 'ask-permission'))
  await cannot('export', 'referral_use_refused')

  await ask('export')
  await once(sender, id, referral => offers(referral, 'permit-use'))
  const without = { use: 'export', permitted: 'without-identity-of-victims', until: '2999-12-31' }
  await sender.step(id, 'permit-use', without)
  await once(receiver, id, referral => offers(referral, 'ask-permission'))
  expect(await seen('export')).not.toContain(NAME)
  expect(await seen()).toContain(NAME)
  await cannot('other-offence', 'referral_use_not_permitted')

  // Question, answer and use stand in the log: the first two in that of both hubs.
  const logged = async (hub: string) => {
    const auditor = await people.auditor(hub)
    const of = async () => (await auditor.auditEntries(id)).items.map(({ action, code }) => `${action} ${code ?? ''}`)
    await waitFor(async () => (await of()).some(line => line.startsWith('use_permitted')))
    return of()
  }
  const both = [
    'use_asked export',
    'use_refused export:person-does-not-agree',
    `use_permitted export:${without.permitted}`,
  ]
  expect(await logged('XA')).toEqual(expect.arrayContaining(both))
  expect(await logged('XB')).toEqual(expect.arrayContaining([...both, 'item_used export']))
})
