import { beforeAll, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { pagesOf } from './fixtures/pages.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, step, post, get, clock } = await useReferral()
const sent: string[] = []

beforeAll(async () => {
  for (let index = 0; index < 7; index++) sent.push((await submit(SENDER)).body.id)
})

interface Item {
  id: string
  status: string
}

async function pages(who: Who, query: string, between: () => Promise<unknown> = async () => {}) {
  const found: Item[] = []
  for await (const { items, next } of pagesOf(get, who, `/referrals?${query}&limit=3`)) {
    found.push(...items)
    if (next !== null) await between()
  }
  return found
}
const ids = (items: Item[]) => items.map(item => item.id)

test('pages hold each referral once, newest first, whatever comes in meanwhile', async () => {
  const before = [...sent].reverse()
  const found = await pages(RECIPIENT, 'box=inbox', () => submit(SENDER))
  expect(ids(found)).toEqual(before)
})

test('the page after the last one is not offered', async () => {
  const { body } = await get(RECIPIENT, '/referrals?limit=100')
  expect(body.next).toBeNull()
})

test('each box is its own', async () => {
  expect(ids(await pages(SENDER, 'box=outbox'))).toEqual(expect.arrayContaining(sent))
  expect(await pages(SENDER, 'box=inbox')).toEqual([])
  expect(await pages(RECIPIENT, 'box=outbox')).toEqual([])
  expect(await pages(STRANGER, 'box=inbox')).toEqual([])
  expect(await pages(STRANGER, 'box=outbox')).toEqual([])
})

test('a status narrows the box', async () => {
  await step(RECIPIENT, sent[0] ?? '', 'accept')
  const accepted = await pages(RECIPIENT, 'box=inbox&status=accepted')
  expect(accepted).toMatchObject([{ id: sent[0], status: 'accepted' }])
})

test('each filter narrows the box, and all of them together', async () => {
  const me = { ...RECIPIENT, user: crypto.randomUUID() }
  const [urgent = '', normal = '', drilled = ''] = [
    (await submit(SENDER)).body.id,
    (await submit(SENDER, { priority: 'normal', services: ['legal'] })).body.id,
    (await submit(SENDER, { protocol: 'drill', priority: 'emergency' })).body.id,
  ]
  await step(RECIPIENT, drilled, 'begin')
  await step(RECIPIENT, normal, 'ask', { about: ['languages'] })
  await post(me, `/referrals/${urgent}/assignment`)
  const found = async (query: string, reader: Who = me) => ids(await pages(reader, query))
  expect(await found('protocol=drill')).toEqual([drilled])
  expect(await found('state=working')).toEqual([drilled])
  expect(await found('priority=normal')).toEqual([normal])
  expect(await found('service=legal')).toEqual([normal])
  expect(await found('assigned=me')).toEqual([urgent])
  expect(await found(`assigned=${me.user}`, RECIPIENT)).toEqual([urgent])
  expect(await found(`assigned=${crypto.randomUUID()}`)).toEqual([])
  expect(await found('assigned=none')).toEqual(expect.arrayContaining([drilled, normal]))
  expect(await found('assigned=none')).not.toContain(urgent)
  expect(await found('turn=mine')).not.toContain(normal)
  expect(await found('box=outbox&turn=mine', SENDER)).toEqual([normal])
  expect(await found('status=in-progress&protocol=drill&priority=emergency&service=housing&assigned=none')).toEqual([
    drilled,
  ])
  expect(await found('status=in-progress&priority=normal')).toEqual([])
  const since = (await get(me, `/referrals/${normal}`)).body.submittedAt
  expect(await found(`since=${since}`)).toEqual([drilled, normal])
})

test('what is overdue: the longest first, and nothing that is not', async () => {
  expect(await pages(RECIPIENT, 'overdue=true')).toEqual([])
  const late = (await submit(SENDER, { priority: 'emergency' })).body.id
  const later = (await submit(SENDER, { priority: 'emergency' })).body.id
  clock.ahead = 20 * 60_000
  const found = await pages(RECIPIENT, 'overdue=true')
  expect(ids(found)).toEqual([late, later])
  expect(found[0]).toMatchObject({ overdue: true })
  clock.ahead = 0
})

test('a compartment is in no list but its own, and that is empty to all others', async () => {
  const inside = 'referral:submit referral:read referral:decide referral:work protection:work'
  const { id } = (await submit({ ...SENDER, scope: inside }, { protocol: 'hidden' })).body
  for (const box of ['inbox', 'outbox']) {
    const reader = box === 'inbox' ? RECIPIENT : SENDER
    expect(ids(await pages(reader, `box=${box}`))).not.toContain(id)
    expect(ids(await pages({ ...reader, scope: inside }, `box=${box}`))).not.toContain(id)
    expect(ids(await pages({ ...reader, scope: inside }, 'box=protection'))).toEqual([id])
    expect(await pages(reader, 'box=protection')).toEqual([])
    expect((await get(reader, `/referrals/${id}`)).status).toBe(404)
    expect((await step(reader, id, 'begin')).status).toBe(404)
    expect((await get({ ...reader, scope: inside }, `/referrals/${id}`)).status).toBe(200)
  }
  expect(await pages({ ...STRANGER, scope: inside }, 'box=protection')).toEqual([])
})

test.each([
  'cursor=abc',
  'cursor=WzEsMl0',
  'limit=0',
  'limit=101',
  'box=all',
  'status=lost',
  'agency=x',
  'turn=theirs',
  'overdue=false',
  'since=yesterday',
])('%s is refused', async query => {
  expect((await get(RECIPIENT, `/referrals?${query}`)).status).toBe(400)
})

test("somebody else's cursor leads into one's own box only", async () => {
  const { body } = await get(RECIPIENT, '/referrals?limit=3')
  expect((await get(STRANGER, `/referrals?limit=3&cursor=${body.next}`)).body).toEqual({ items: [], next: null })
})
