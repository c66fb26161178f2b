import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { linksOf } from '../src/store/links.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { EVERYTHING, useDaily } from './fixtures/daily.ts'

const { rows, post, get, put, store } = await useDaily({ offering: false })

const link = (who: Parameters<typeof post>[0], id: string, referralId: string, kind: string) =>
  post(who, `/referrals/${id}/links`, { referralId, kind })
const seenBy = async (who: { hub: string; agencyId: string }, id: string, scope = EVERYTHING) =>
  (await store.read(reader => linksOf(reader, [id], { ...who, scopes: new Set(scope.split(' ')) }))).get(id) ?? []
const shapeOf = ({ status, body }: Awaited<ReturnType<typeof get>>) => ({ status, ...body, instance: '' })
const nothing = async () =>
  shapeOf(await link({ ...STRANGER, scope: EVERYTHING }, randomUUID(), randomUUID(), 'family'))

test('a link is seen from both ends, by whoever is a party of both', async () => {
  const [one, other] = [await put(), await put()]
  expect((await link(SENDER, one, other, 'sub-referral')).status).toBe(201)
  for (const who of [SENDER, RECIPIENT]) {
    expect(await seenBy(who, one)).toEqual([{ referralId: other, kind: 'sub-referral', of: true }])
    expect(await seenBy(who, other)).toEqual([{ referralId: one, kind: 'sub-referral', of: false }])
  }
})

test('who is a party of one alone does not see it, and does not hear of it', async () => {
  const [one, other] = [await put(), await put({ to: STRANGER })]
  await link(SENDER, one, other, 'family')
  expect(await seenBy(SENDER, one)).toHaveLength(1)
  expect([await seenBy(RECIPIENT, one), await seenBy(STRANGER, other)]).toEqual([[], []])
  expect(await rows('select 1 from news where referral_id = any ($1)', [[one, other]])).toEqual([])
})

test('the other party of both hears of it once, however often it is said', async () => {
  const [one, other] = [await put(), await put()]
  await link(SENDER, one, other, 'co-victim')
  await link(SENDER, one, other, 'co-victim')
  const news = await rows('select agency_id, kind from news where referral_id = $1', [one])
  expect(news).toEqual([{ agency_id: RECIPIENT.agencyId, kind: 'linked' }])
})

test('must not even know: to a party of one alone the other, and to a stranger both, do not exist', async () => {
  const [one, other] = [await put(), await put({ to: STRANGER })]
  for (const [who, id, target] of [
    [RECIPIENT, one, other],
    [RECIPIENT, other, one],
    [STRANGER, one, other],
    [{ ...STRANGER, agencyId: randomUUID() }, one, other],
  ] as const) {
    expect(shapeOf(await link({ ...who, scope: EVERYTHING }, id, target, 'family'))).toEqual(await nothing())
  }
  expect(shapeOf(await link({ ...SENDER, scope: 'referral:read' }, one, other, 'family'))).toEqual(await nothing())
})

test('what is in a compartment is not linked to what is outside, and nobody outside learns that it exists', async () => {
  const [inside, alike, outside] = [await put({ compartment: true }), await put({ compartment: true }), await put()]
  const may = { ...SENDER, scope: EVERYTHING }
  for (const [one, other] of [
    [inside, outside],
    [outside, inside],
  ] as const) {
    const refused = await link(may, one, other, 'family')
    expect([refused.status, refused.body.code]).toEqual([403, 'compartment_closed'])
    expect(shapeOf(await link(SENDER, one, other, 'family'))).toEqual(await nothing())
  }
  expect((await link(may, inside, alike, 'family')).status).toBe(201)
  expect(await seenBy(SENDER, inside)).toHaveLength(1)
  expect(await seenBy(SENDER, inside, 'referral:read')).toEqual([])
  expect(await rows('select compartment from news where referral_id = $1', [inside])).toEqual([{ compartment: true }])
})

test('a transfer is the same person, sent by the same agency', async () => {
  const same = { subjectRef: 'share-of-one' }
  const [old, fresh] = [await put(same), await put({ ...same, to: STRANGER })]
  expect((await link(SENDER, fresh, old, 'transfer')).status).toBe(201)
  const refused = [
    await link(SENDER, await put(), old, 'transfer'),
    await link(RECIPIENT, await put({ ...same, from: RECIPIENT, to: STRANGER }), old, 'transfer'),
    await link(SENDER, old, old, 'family'),
  ]
  expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('link_not_possible'))
})

test('a link that is made on an old version is refused', async () => {
  const [one, other] = [await put(), await put()]
  const body = { referralId: other, kind: 'family' }
  const stale = await post(SENDER, `/referrals/${one}/links`, body, undefined, '"9"')
  expect([stale.status, stale.body.code]).toEqual([409, 'version_changed'])
  expect(await seenBy(SENDER, one)).toEqual([])
  expect((await post(SENDER, `/referrals/${one}/links`, body, undefined, '"1"')).status).toBe(201)
})

test.each(['re-offer', 'friend'])('%s is nothing that a caller can say', async kind => {
  expect((await link(SENDER, await put(), await put(), kind)).status).toBe(400)
})

const intakeOf = async (who: Parameters<typeof post>[0] = SENDER) =>
  (await post(who, '/intakes', { count: 3, protocol: 'oas-64-standard' })).body.id as string
const join = (intake: string, id: string) =>
  rows('insert into intake_referral (intake_id, referral_id) values ($1, $2)', [intake, id])

test('an intake tells how far it is, and its referrals are of the same event, each with all the others', async () => {
  const intake = await intakeOf()
  const ids = [await put(), await put({ status: 'accepted' })]
  for (const id of ids) await join(intake, id)
  const { body } = await get(SENDER, `/intakes/${intake}`)
  expect(body).toMatchObject({ count: 3, sent: 2, missing: 1, byStatus: { requested: 1, accepted: 1 } })
  expect(body.referralIds.toSorted()).toEqual(ids.toSorted())
  expect(await seenBy(RECIPIENT, ids[0] ?? '')).toEqual([{ referralId: ids[1], kind: 'same-event', of: false }])
})

test('to every other agency, and without the scope, there is no such intake', async () => {
  const intake = await intakeOf()
  const none = shapeOf(await get({ ...SENDER, scope: EVERYTHING }, `/intakes/${randomUUID()}`))
  expect(none).toMatchObject({ status: 404, code: 'not_found' })
  expect(shapeOf(await get({ ...RECIPIENT, scope: EVERYTHING }, `/intakes/${intake}`))).toEqual(none)
  expect(shapeOf(await get({ ...SENDER, scope: 'referral:submit' }, `/intakes/${intake}`))).toEqual(none)
  const body = { count: 3, protocol: 'oas-64-standard' }
  expect(shapeOf(await post({ ...SENDER, scope: 'referral:read' }, '/intakes', body))).toEqual(none)
  expect((await post({ ...SENDER, scope: 'referral:submit' }, '/intakes', body)).status).toBe(201)
})
