import { randomUUID } from 'node:crypto'
import { create, fromBinary, linkAnswered, StandingRequestSchema, StandingSchema, standing } from '@amparo/contracts'
import { SCOPES } from '@amparo/http'
import { beforeEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { PEER } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, get, publish, settled, state, as, lines } = await useReferral()
const redaction = await as('redaction')
beforeEach(() => {
  state.outside = [RECIPIENT.agencyId, PEER.agencyId]
})

const toOutside = async (changes: object = {}): Promise<string> => (await submit(SENDER, changes)).body.id
const said = async (referralId: string, what: string, reason = '', agencyId = RECIPIENT.agencyId) =>
  settled(await publish(linkAnswered, { referralId, agencyId, step: what, reason }))
const stands = async (referralId: string, token = '', link = true) => {
  const request = create(StandingRequestSchema, { nonce: randomUUID(), token, referralId, link })
  const { standing: signed } = await redaction.ask(standing, request)
  return signed && fromBinary(StandingSchema, signed.payload)
}

test('a referral to an organisation that is no member says so, and goes on by what it says through its link', async () => {
  const id = await toOutside()
  expect((await get(SENDER, `/referrals/${id}`)).body.outside).toBe(true)
  // Redaction tells it of each showing.
  const all = ['acknowledge', 'acknowledge', 'accept', 'acknowledge', 'arrive']
  for (const what of all) expect(await said(id, what)).toBe('done')
  const { body } = await get(SENDER, `/referrals/${id}`)
  expect(body.state).toBe('arrived')
  expect(body.steps.slice(1).map(({ step, side, byAgency }: Record<string, string>) => [step, side, byAgency])).toEqual(
    ['acknowledge', 'accept', 'arrive'].map(name => [name, 'recipient', RECIPIENT.agencyId]),
  )
})

test('it declines with a code, and the sender looks for another agency', async () => {
  const id = await toOutside()
  expect(await said(id, 'decline', 'at-capacity')).toBe('done')
  expect((await get(SENDER, `/referrals/${id}`)).body).toMatchObject({ status: 'rejected', reason: 'at-capacity' })
})

test('what it says too late, or without the code it needs, changes nothing; nothing else can be said', async () => {
  const id = await toOutside()
  expect(await said(id, 'arrive')).toBe('done')
  expect(await said(id, 'decline', 'Odalis')).toBe('done')
  expect((await get(SENDER, `/referrals/${id}`)).body.steps).toHaveLength(1)
  expect(lines.filter(line => line.includes('link_step_ignored') && line.includes(id))).toHaveLength(2)
  for (const what of ['complete', 'cancel', 'record-death']) expect(await said(id, what)).toBe('refused')
  expect(await said(id, 'accept', '', STRANGER.agencyId)).toBe('refused')
})

test('by a link nobody moves a referral between members', async () => {
  state.outside = []
  const id = await toOutside()
  expect(await said(id, 'accept')).toBe('refused')
  expect(await stands(id)).toBeUndefined()
})

test('it stands for its link as long as the person may be seen, and for no token', async () => {
  const id = await toOutside()
  expect(await stands(id)).toMatchObject({ referralId: id, userId: '', agencyId: RECIPIENT.agencyId })
  expect(await stands(id, 'a token')).toBeUndefined()
  expect(await stands(id, '', false)).toBeUndefined()
  await step(SENDER, id, 'cancel', { reason: 'sent-in-error' })
  expect(await stands(id)).toBeUndefined()
})

test('nothing of the compartment goes to an organisation outside, nor anything to one of another hub', async () => {
  const inside = { ...SENDER, scope: SCOPES.join(' ') }
  expect((await submit(inside, { protocol: 'hidden' })).body.code).toBe('protocol_not_for_agency')
  expect((await submit(SENDER, { to: PEER })).body.code).toBe('protocol_not_for_agency')
})
