import { beforeEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { REFERRED_ON } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, get, post, rows } = await useReferral()
const SERVICES = ['housing', 'legal']
const view = async (id: string, who = SENDER) => (await get(who, `/referrals/${id}`)).body
const heard = async (id: string) =>
  (await rows("select agency_id from news where referral_id = $1 and kind = 'linked-changed' order by id", [id])).map(
    row => row['agency_id'],
  )

/** Taken on by the recipient, who refers the person on for what it cannot do itself. */
async function referredOn(services: readonly string[] = ['legal', 'mental_health']) {
  const first: string = (await submit(SENDER, { services: SERVICES })).body.id
  expect((await step(RECIPIENT, first, 'accept')).status).toBe(200)
  const links = [{ referralId: first, kind: 'sub-referral' }]
  const second = await submit(RECIPIENT, { to: STRANGER, subjectRef: REFERRED_ON, services, links })
  expect([second.status, second.body.code]).toEqual([201, undefined])
  return { first, second: second.body.id as string }
}

beforeEach(() => rows('delete from news'))

test('both agencies of the first hear, by its own id, that the sub-referral was taken on and completed', async () => {
  const { first, second } = await referredOn()
  await step(STRANGER, second, 'accept')
  expect(await heard(first)).toEqual([SENDER.agencyId, RECIPIENT.agencyId])
  await step(STRANGER, second, 'start')
  await step(STRANGER, second, 'complete', { outcome: 'services-provided' })
  expect(await heard(first)).toEqual([SENDER.agencyId, RECIPIENT.agencyId, SENDER.agencyId, RECIPIENT.agencyId])
  expect(await heard(second)).toEqual([])
})

test('a decline is heard too', async () => {
  const { first, second } = await referredOn()
  await step(STRANGER, second, 'decline', { reason: 'at-capacity' })
  expect(await heard(first)).toEqual([SENDER.agencyId, RECIPIENT.agencyId])
  expect((await view(first)).passedOn).toEqual([{ kind: 'sub-referral', status: 'rejected', services: ['legal'] }])
})

test('what it provided stands in the plan of the first; not to whom it went, nor what else was asked for', async () => {
  const { first, second } = await referredOn()
  await step(STRANGER, second, 'accept')
  expect((await view(first)).plan).toEqual(SERVICES.map(service => ({ service, state: 'accepted' })))
  await step(STRANGER, second, 'complete', { outcome: 'services-provided' })
  const seen = await view(first)
  expect(seen.plan).toEqual([
    { service: 'housing', state: 'accepted' },
    { service: 'legal', state: 'referred-out', became: 'provided' },
  ])
  expect(seen.passedOn).toEqual([{ kind: 'sub-referral', status: 'completed', services: ['legal'] }])
  const text = JSON.stringify({ ...seen, allowedActions: [] })
  for (const hidden of [second, STRANGER.agencyId, 'mental_health'])
    expect([hidden, text.includes(hidden)]).toEqual([hidden, false])
})

test('what nobody provided there is not called provided', async () => {
  const { first, second } = await referredOn()
  await step(STRANGER, second, 'accept')
  await step(STRANGER, second, 'complete', { outcome: 'not-provided' })
  expect((await view(first)).plan).toEqual(SERVICES.map(service => ({ service, state: 'accepted' })))
})

test('a link that is not of whoever had the person tells nobody anything', async () => {
  const first: string = (await submit(SENDER, { services: SERVICES })).body.id
  const other: string = (await submit(SENDER, { services: SERVICES })).body.id
  expect((await post(RECIPIENT, `/referrals/${other}/links`, { referralId: first, kind: 'sub-referral' })).status).toBe(
    201,
  )
  await step(RECIPIENT, other, 'accept')
  expect([await heard(first), (await view(first)).passedOn]).toEqual([[], []])
})

test('of a transfer the sender sees what became of it, and the agency that had the person before does not', async () => {
  const first: string = (await submit(SENDER, { services: SERVICES })).body.id
  const links = [{ referralId: first, kind: 'transfer' }]
  const second: string = (await submit(SENDER, { to: STRANGER, services: SERVICES, links })).body.id
  await step(STRANGER, second, 'accept')
  expect(await heard(first)).toEqual([SENDER.agencyId])
  expect((await view(first)).passedOn).toEqual([{ kind: 'transfer', status: 'accepted', services: SERVICES }])
  expect((await view(first, RECIPIENT)).passedOn).toEqual([])
})
