import { randomUUID } from 'node:crypto'
import { decodePayload, referralAssigned } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { EVERYTHING, useDaily } from './fixtures/daily.ts'
import { pagesOf } from './fixtures/pages.ts'

const { rows, post, get, put } = await useDaily({ offering: false })

const HOUR = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()
const agency = () => ({ hub: 'XA', agencyId: randomUUID() })
const supervisor = (who: { agencyId: string }) => ({
  ...who,
  user: randomUUID(),
  scope: 'referral:read referral:assign',
})
const plan = (who: { agencyId: string }, userId: string, from: number, to: number) =>
  post(supervisor(who), '/rota', { userId, from: at(from), to: at(to) })
/** A shift that nobody can plan any more. */
async function past(who: { agencyId: string }, userId: string) {
  const { body } = await plan(who, userId, 21, 29)
  const back = "- interval '30 hours'"
  await rows(`update rota set starts_at = starts_at ${back}, ends_at = ends_at ${back} where id = $1`, [body.id])
}
const shapeOf = ({ status, body }: Awaited<ReturnType<typeof get>>) => ({ status, ...body, instance: '' })
const nothing = async () => shapeOf(await post({ ...STRANGER, scope: EVERYTHING }, `/rota/${randomUUID()}/removal`))

test('the rota shows what runs and what comes, and who is on duty now', async () => {
  const own = agency()
  const [night, day] = [randomUUID(), randomUUID()]
  await plan(own, day, 8, 16)
  await plan(own, night, -1, 8)
  await past(own, randomUUID())
  const { body } = await get(own, '/rota')
  expect(body.items.map(({ userId }: { userId: string }) => userId)).toEqual([night, day])
  expect(body.onDuty).toEqual([night])
})

test('nobody is on duty twice at once, also when both are asked for at once; one shift may follow another', async () => {
  const own = agency()
  const user = randomUUID()
  const both = await Promise.all([plan(own, user, 1, 9), plan(own, user, 2, 10)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(both.find(({ status }) => status === 409)?.body.code).toBe('shift_overlaps')
  expect((await plan(own, user, 11, 12)).status).toBe(201)
  expect((await plan(own, randomUUID(), 1, 9)).status).toBe(201)
})

test('a shift that would be over already is none, and nothing of it is kept', async () => {
  const own = agency()
  expect(await plan(own, randomUUID(), -9, -1)).toMatchObject({ status: 400, body: { code: 'shift_over' } })
  expect((await get(own, '/rota')).body.version).toBe(0)
})

test('a shift that is removed is gone, and who was it is free again', async () => {
  const own = agency()
  const user = randomUUID()
  const { body: shift } = await plan(own, user, -1, 5)
  expect((await post(supervisor(own), `/rota/${shift.id}/removal`)).status).toBe(200)
  expect((await get(own, '/rota')).body).toEqual({ items: [], next: null, onDuty: [], version: 2 })
  expect((await plan(own, user, -1, 5)).status).toBe(201)
})

test('pages of a rota hold each shift once, and each says who is on duty', async () => {
  const own = agency()
  const users = Array.from({ length: 5 }, () => randomUUID())
  for (const [index, user] of users.entries()) await plan(own, user, index - 1, index + 8)
  const found: string[] = []
  for await (const { items, onDuty } of pagesOf(get, own, '/rota?limit=2')) {
    found.push(...items.map(({ userId }: { userId: string }) => userId))
    expect(onDuty.length).toBeGreaterThan(0)
  }
  expect(found).toEqual(users)
  expect((await get(own, '/rota?cursor=abc')).status).toBe(400)
})

test('may: supervisors of the agency; others read their own rota, and of another agency there is none', async () => {
  const own = agency()
  const { body: shift } = await plan(own, randomUUID(), -1, 5)
  const caseworker = { ...own, scope: 'referral:read referral:work' }
  expect((await get(caseworker, '/rota')).body.items).toHaveLength(1)
  expect((await get({ ...STRANGER, scope: EVERYTHING }, '/rota')).body.items).toEqual([])
  const body = { userId: randomUUID(), from: at(1), to: at(2) }
  for (const refused of [
    await post(caseworker, '/rota', body),
    await post(caseworker, `/rota/${shift.id}/removal`),
    await post(supervisor(STRANGER), `/rota/${shift.id}/removal`),
    await get({ ...own, scope: 'referral:work' }, '/rota'),
  ]) {
    expect(shapeOf(refused)).toEqual(await nothing())
  }
})

test('a part of a second counts as one, however it is written', async () => {
  const own = agency()
  const userId = randomUUID()
  const shift = (from: string, to: string) => post(supervisor(own), '/rota', { userId, from, to })
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  expect((await shift(`${day}T08:00:00.5Z`, `${day}T08:00:00Z`)).status).toBe(400)
  expect((await shift(`${day}T08:00:00Z`, `${day}T08:00:00.5Z`)).status).toBe(201)
})

test.each([
  [2, 1],
  [1, 1],
  [0, 32 * 24],
])('a shift from hour %i to hour %i is refused', async (from, to) => {
  const refused = await plan(agency(), randomUUID(), from, to)
  expect([refused.status, refused.body.errors]).toEqual([400, [{ pointer: '/to', code: 'invalid' }]])
})

const give = (id: string, userId: string, who = RECIPIENT) =>
  rows('insert into assignment (referral_id, agency_id, user_id, by_user, at) values ($1, $2, $3, $3, now())', [
    ...[id, who.agencyId, userId],
  ])
const handsOf = async (id: string) =>
  (await rows('select user_id from assignment where referral_id = $1 and ended_at is null order by user_id', [id])).map(
    ({ user_id }) => user_id,
  )
const handOver = (who: Parameters<typeof post>[0], fromUserId: string, toUserId: string, referralIds?: string[]) =>
  post(who, '/handovers', { fromUserId, toUserId, ...(referralIds && { referralIds }) })

test('a handover moves all that is in those hands, tells of each, and leaves nothing without an owner', async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  const ids = [await put(), await put(), await put()]
  for (const id of ids) await give(id, from)
  await give(ids[0] ?? '', to)
  const other = await put()
  await give(other, randomUUID())
  const boss = supervisor(RECIPIENT)
  expect((await handOver(boss, from, to)).body).toEqual({ moved: 3, more: false })
  for (const id of ids) expect(await handsOf(id)).toEqual([to])
  expect(await handsOf(other)).not.toContain(to)
  const told = await rows(
    `select aggregate_id, payload from outbox where type = 'referral.assigned.v1' and aggregate_id = any ($1)`,
    [ids],
  )
  // Of each, that it is in those hands no more; the one who had the first already is not told of it again.
  const said = told.map(row => ({ id: row['aggregate_id'], ...decodePayload(referralAssigned, row['payload']) }))
  expect(said.map(({ id, endedUserId }) => [id, endedUserId]).sort()).toEqual(ids.map(id => [id, from]).sort())
  expect(
    said
      .filter(({ userId }) => userId === to)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids.slice(1).sort())
  const [row] = await rows('select * from handover where from_user = $1', [from])
  expect(row).toMatchObject({ to_user: to, by_user: boss.user, moved: 3, agency_id: RECIPIENT.agencyId })
  const [one] = await rows('select to_assigned from referral where id = $1', [ids[1]])
  expect(one).toEqual({ to_assigned: 1 })
})

test('whoever has open work or shifts is listed to the supervisor, whether or not they still work there; nobody of another agency', async () => {
  const [gone, planned, done] = [randomUUID(), randomUUID(), randomUUID()]
  const [one, two, ended] = [await put(), await put(), await put()]
  await give(one, gone)
  await give(two, gone)
  await give(ended, done)
  const boss = supervisor(RECIPIENT)
  await handOver(boss, done, gone, [ended])
  await plan(RECIPIENT, planned, 1, 9)
  await past(RECIPIENT, planned)
  const listed = async (who: Parameters<typeof get>[0]) => {
    const { body } = await get(who, '/hands/open')
    return body.items.filter(({ userId }: { userId: string }) => [gone, planned, done].some(one => one === userId))
  }
  const expected = [
    { userId: gone, count: 3, shifts: 0 },
    { userId: planned, count: 0, shifts: 1 },
  ]
  expect(await listed(boss)).toEqual(expected)
  expect(await listed(supervisor(SENDER))).toEqual([])
  await handOver(boss, gone, randomUUID())
  expect(await listed(boss)).toEqual(expected.slice(1))
})

test('named referrals move, the others stay; one that is not in those hands, and nothing moves', async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  const [one, two, foreign] = [await put(), await put(), await put()]
  await give(one, from)
  await give(two, from)
  await give(foreign, randomUUID())
  expect((await handOver(supervisor(RECIPIENT), from, to, [one, foreign])).status).toBe(404)
  expect(await handsOf(one)).toEqual([from])
  expect((await handOver(supervisor(RECIPIENT), from, to, [one])).body.moved).toBe(1)
  expect([await handsOf(one), await handsOf(two)]).toEqual([[to], [from]])
})

test("one agency's supervisor does not move what another has in its hands", async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  const id = await put()
  await give(id, from, RECIPIENT)
  expect((await handOver(supervisor(SENDER), from, to)).body.moved).toBe(0)
  expect((await handOver(supervisor(SENDER), from, to, [id])).status).toBe(404)
  expect((await handOver(supervisor(STRANGER), from, to, [id])).status).toBe(404)
  expect(await handsOf(id)).toEqual([from])
})

test('what is in a compartment moves only with its scope; without, it is not there and stays in its hands', async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  const id = await put({ compartment: true })
  await give(id, from)
  const boss = supervisor(RECIPIENT)
  expect((await handOver(boss, from, to)).body).toEqual({ moved: 0, more: false })
  expect(shapeOf(await handOver(boss, from, to, [id]))).toEqual(await nothing())
  expect(await handsOf(id)).toEqual([from])
  const inside = { ...boss, scope: 'referral:assign protection:work' }
  expect((await handOver(inside, from, to)).body.moved).toBe(1)
  expect(await handsOf(id)).toEqual([to])
})

test('only supervisors hand over, and only to somebody else', async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  const may = { ...RECIPIENT, scope: EVERYTHING.replace('referral:assign', '') }
  expect(shapeOf(await handOver(may, from, to))).toEqual(await nothing())
  expect((await handOver(supervisor(RECIPIENT), from, from)).status).toBe(400)
})

test('a handover that is sent again moves nothing again, and answers the same', async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  await give(await put(), from)
  const [boss, key] = [supervisor(RECIPIENT), randomUUID()]
  const body = { fromUserId: from, toUserId: to }
  const both = [await post(boss, '/handovers', body, key), await post(boss, '/handovers', body, key)]
  expect(both.map(answer => answer.body)).toEqual(Array(2).fill({ moved: 1, more: false }))
  expect(await rows('select 1 from handover where from_user = $1', [from])).toHaveLength(1)
})

test('two handovers of the same hands at once: each referral has one new owner', async () => {
  const [from, a, b] = [randomUUID(), randomUUID(), randomUUID()]
  const ids = await Promise.all(Array.from({ length: 8 }, () => put()))
  for (const id of ids) await give(id, from)
  const boss = supervisor(RECIPIENT)
  await Promise.all([handOver(boss, from, a), handOver(boss, from, b)])
  for (const id of ids) {
    const hands = await handsOf(id)
    expect(hands).toHaveLength(1)
    expect([a, b]).toContain(hands[0])
  }
})

test('a decision on a rota that has changed is refused, on the one that stands it is taken', async () => {
  const own = agency()
  const boss = supervisor(own)
  const shift = (from: number) => ({ userId: randomUUID(), from: at(from), to: at(from + 1) })
  const tag = async () => String((await get(own, '/rota')).headers['etag'])
  expect(await tag()).toBe('"0"')
  const both = await Promise.all([1, 2].map(from => post(boss, '/rota', shift(from), undefined, '"0"')))
  expect(both.map(({ status, body }) => [status, body.code]).toSorted()).toEqual([
    [201, undefined],
    [409, 'rota_changed'],
  ])
  const planned = both.find(({ status }) => status === 201)
  const removal = `/rota/${planned?.body.id}/removal`
  expect((await post(boss, removal, {}, undefined, '"0"')).body.code).toBe('rota_changed')
  expect((await get(own, '/rota')).body.items).toHaveLength(1)
  expect((await post(boss, removal, {}, undefined, await tag())).status).toBe(200)
  expect(await tag()).toBe('"2"')
  expect((await post(boss, '/rota', shift(3))).status).toBe(201)
  expect((await post(boss, '/rota', shift(5), undefined, 'three')).status).toBe(400)
})

test('a rota that could not be changed keeps its version', async () => {
  const own = agency()
  const user = randomUUID()
  await plan(own, user, 1, 9)
  expect((await plan(own, user, 2, 3)).status).toBe(409)
  expect((await post(supervisor(own), `/rota/${randomUUID()}/removal`)).status).toBe(404)
  expect((await get(own, '/rota')).headers['etag']).toBe('"1"')
})

const hands = (who: Parameters<typeof get>[0], userId: string) => get(who, `/hands?userId=${userId}`)

test('a handover of what is no longer in those hands as it was seen is refused, and nothing moves', async () => {
  const [from, to] = [randomUUID(), randomUUID()]
  const [one, two] = [await put(), await put()]
  await give(one, from)
  const boss = supervisor(RECIPIENT)
  const seen = await hands(boss, from)
  expect(seen.body).toEqual({ id: from, count: 1, version: expect.any(Number) })
  expect(seen.headers['etag']).toBe(`"${seen.body.version}"`)
  await give(two, from)
  const body = { fromUserId: from, toUserId: to }
  const stale = await post(boss, '/handovers', body, undefined, String(seen.headers['etag']))
  expect([stale.status, stale.body.code]).toEqual([409, 'hands_changed'])
  expect([await handsOf(one), await handsOf(two)]).toEqual([[from], [from]])
  const now = String((await hands(boss, from)).headers['etag'])
  expect((await post(boss, '/handovers', body, undefined, now)).body.moved).toBe(2)
  expect((await hands(boss, from)).body).toMatchObject({ count: 0 })
})

test('what is in a compartment changes nothing that whoever is outside can see of those hands', async () => {
  const user = randomUUID()
  await give(await put(), user)
  const boss = supervisor(RECIPIENT)
  const before = (await hands(boss, user)).body
  await give(await put({ compartment: true }), user)
  expect((await hands(boss, user)).body).toEqual(before)
  const inside = { ...boss, scope: `${boss.scope} protection:work` }
  expect((await hands(inside, user)).body).toMatchObject({ count: 2 })
})

test('may: supervisors; of another agency nobody has anything in hand', async () => {
  const user = randomUUID()
  await give(await put(), user)
  const outside = { ...RECIPIENT, scope: EVERYTHING.replace('referral:assign', '') }
  expect(shapeOf(await hands(outside, user))).toEqual(await nothing())
  expect((await hands(supervisor(SENDER), user)).body).toMatchObject({ count: 0 })
  expect((await hands(supervisor(RECIPIENT), 'me')).status).toBe(400)
})
