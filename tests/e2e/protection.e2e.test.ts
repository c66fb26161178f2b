import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { useHubs } from './support/hubs.ts'
import { answerForm, inState, send } from './support/journey.ts'

const { system, people } = await useHubs(['XA'])
const sender = await people.protection('XA', 'police')
const programme = await people.protection('XA', 'witness_protection')
const outsiders = [
  await people.caseworker('XA', 'police'),
  await people.dutyOfficer('XA', 'police'),
  await people.caseworker('XA', 'shelter'),
]

const protect = (by = sender) =>
  send({
    ...{ system, sender: by, to: { hub: 'XA', type: 'witness_protection' }, protocol: 'witness-protection' },
    ...{ services: ['safety_planning'], consent: { purposes: ['shelter'] } },
  })

it('witness protection goes from whoever may to the programme, and is worked there', async () => {
  const { id } = await protect()
  await inState(programme, id, 'requested')
  await programme.assign(id)
  await programme.step(id, 'accept')
  await answerForm(programme, id, 'threat-assessment')
  const { allowedActions } = await programme.get(id)
  expect(allowedActions.map(({ step }) => step)).toContain('assess-threat')
  expect(await inState(sender, id, 'assessing')).toMatchObject({ status: expect.any(String) })
  for (const who of [sender, programme]) expect((await who.protection()).items.map(item => item.id)).toContain(id)
})

it('to everybody else, in the same agencies too, neither referral nor protocol exists', async () => {
  const { id } = await protect()
  for (const who of outsiders) {
    await expect(who.get(id)).rejects.toMatchObject({ status: 404, code: 'not_found' })
    await expect(who.get(randomUUID())).rejects.toMatchObject({ status: 404, code: 'not_found' })
    await expect(who.step(id, 'cancel', { reason: 'duplicate' })).rejects.toMatchObject({ status: 404 })
    await expect(who.assign(id)).rejects.toMatchObject({ status: 404 })
    await expect(who.openView(id)).rejects.toMatchObject({ status: 404 })
    expect((await who.protection()).items).toEqual([])
    for (const box of ['inbox', 'outbox'] as const)
      expect((await who[box]({ limit: 100 })).items.map(item => item.id)).not.toContain(id)
    expect((await who.deadlines({ limit: 200 })).items.map(({ referralId }) => referralId)).not.toContain(id)
    expect((await who.protocols()).map(protocol => protocol.id)).not.toContain('witness-protection')
  }
  for (const box of ['inbox', 'outbox'] as const)
    for (const who of [sender, programme])
      expect((await who[box]({ limit: 100 })).items.map(item => item.id)).not.toContain(id)
})

it('who is outside cannot send by it: to them it is a code that nobody knows', async () => {
  const [outsider = sender] = outsiders
  await expect(protect(outsider)).rejects.toMatchObject({ status: 400, code: 'unknown_code' })
})
