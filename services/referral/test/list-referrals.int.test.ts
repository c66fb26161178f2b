import { beforeAll, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, post, get } = await useReferral()
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
  for (let cursor = ''; ; ) {
    const { body } = await get(who, `/referrals?${query}&limit=3${cursor && `&cursor=${cursor}`}`)
    found.push(...body.items)
    if (body.next === null) return found
    cursor = body.next
    await between()
  }
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
  await post(RECIPIENT, `/referrals/${sent[0]}/acceptance`)
  const accepted = await pages(RECIPIENT, 'box=inbox&status=accepted')
  expect(accepted).toMatchObject([{ id: sent[0], status: 'accepted' }])
})

test.each(['cursor=abc', 'cursor=WzEsMl0', 'limit=0', 'limit=101', 'box=all', 'status=lost', 'agency=x'])(
  '%s is refused',
  async query => {
    expect((await get(RECIPIENT, `/referrals?${query}`)).status).toBe(400)
  },
)

test("somebody else's cursor leads into one's own box only", async () => {
  const { body } = await get(RECIPIENT, '/referrals?limit=3')
  expect((await get(STRANGER, `/referrals?limit=3&cursor=${body.next}`)).body).toEqual({ items: [], next: null })
})
