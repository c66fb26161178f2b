import { randomUUID } from 'node:crypto'
import { Bell } from '@amparo/messaging'
import { openStore } from '@amparo/store'
import { afterEach, expect, test } from 'vitest'
import { stream } from '../src/http/news-stream.ts'
import { startNewsFeed } from '../src/news-feed.ts'
import { readNews } from '../src/queries/read-news.ts'
import { addNews } from '../src/store/news.ts'
import { STRANGER } from './fixtures/build.ts'
import { useDaily } from './fixtures/daily.ts'

const { http, store, rows, bearerOf, deps, options } = await useDaily({ offering: false })
const url = await http.listen({ host: '127.0.0.1', port: 0 })

const open: { close(): void }[] = []
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})

interface Event {
  id: string
  event: string
  data: object
}

/** Reads a stream as a page does; `next` waits for one event, passing over lines that say nothing. */
async function listen(
  who: { agencyId: string; user?: string; scope?: string },
  lastEventId?: string,
  claims: object = {},
  path = '/news',
) {
  const leave = new AbortController()
  const response = await fetch(`${url}${path}`, {
    signal: leave.signal,
    headers: {
      authorization: `Bearer ${await bearerOf(who, claims)}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let ended = false
  const blocks: string[] = []
  const pull = async () => {
    const { value, done } = (await reader?.read()) ?? { value: '', done: true }
    ended = done
    text += value ?? ''
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    blocks.push(...parts)
  }
  const stream = {
    response,
    close: () => leave.abort(),
    next: async (): Promise<Event> => {
      while (!ended) {
        const block = blocks.shift()
        if (block === undefined) await pull()
        else if (block.startsWith('id: ')) return eventOf(block)
      }
      throw new Error('ended')
    },
    /** A line that says nothing. */
    beat: async () => {
      while (!blocks.includes(':')) await pull()
    },
    end: async () => {
      while (!ended) await pull()
    },
  }
  open.push(stream)
  return stream
}

function eventOf(block: string): Event {
  const fields = Object.fromEntries(block.split('\n').map(line => line.split(/: (.*)/, 2)))
  return { id: fields.id, event: fields.event, data: JSON.parse(fields.data) }
}

const aReader = (scope = 'referral:read') => ({ agencyId: randomUUID(), user: randomUUID(), scope })
const tell = (agencyId: string, { compartment = false, users }: { compartment?: boolean; users?: string[] } = {}) => {
  const referralId = randomUUID()
  const news = { agencyId, kind: 'changed', about: { referralId }, compartment, users, at: new Date() } as const
  return store.run(tx => addNews(tx, news)).then(() => referralId)
}

test("an agency hears its own news, by id alone, and nobody else's", async () => {
  const who = aReader()
  const stream = await listen(who)
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(stream.response.headers.get('cache-control')).toBe('no-store')
  expect(await stream.next()).toMatchObject({ event: 'ready', data: {} })
  await tell(randomUUID())
  const id = await tell(who.agencyId)
  expect(await stream.next()).toEqual({ id: expect.any(String), event: 'changed', data: { referralId: id } })
})

test('whoever has to do with requests for evidence alone hears of these, and of no referral', async () => {
  const who = aReader('evidence:contact')
  expect((await listen(who)).response.status).toBe(404)
  const stream = await listen(who, undefined, {}, '/request-news')
  await stream.next()
  await tell(who.agencyId)
  const about = { requestId: randomUUID() }
  const news = { agencyId: who.agencyId, kind: 'request-written', about, compartment: false, at: new Date() } as const
  await store.run(tx => addNews(tx, news))
  expect(await stream.next()).toMatchObject({ event: 'request-written', data: about })
})

test('who was away hears what came meanwhile, once and in its order, and then what comes', async () => {
  const who = aReader()
  const first = await listen(who)
  await first.next()
  const one = await tell(who.agencyId)
  const { id } = await first.next()
  first.close()
  const meanwhile = [await tell(who.agencyId), await tell(who.agencyId)]
  const again = await listen(who, id)
  expect(await again.next()).toMatchObject({ id, event: 'ready' })
  const later = await tell(who.agencyId)
  const heard = [await again.next(), await again.next(), await again.next()].map(({ data }) => data)
  expect(heard).toEqual([...meanwhile, later].map(referralId => ({ referralId })))
  expect(heard).not.toContainEqual({ referralId: one })
})

test('who is cut off before the first news misses nothing', async () => {
  const who = aReader()
  const first = await listen(who)
  const { id } = await first.next()
  first.close()
  const referralId = await tell(who.agencyId)
  const again = await listen(who, id)
  await again.next()
  expect((await again.next()).data).toEqual({ referralId })
})

test('news that commit late are not passed over for news that began later', async () => {
  const who = aReader()
  const stream = await listen(who)
  await stream.next()
  const slow = Promise.withResolvers<void>()
  const began = Promise.withResolvers<void>()
  const referralId = randomUUID()
  const late = store.run(async tx => {
    const about = { referralId }
    await addNews(tx, { agencyId: who.agencyId, kind: 'changed', about, compartment: false, at: new Date() })
    began.resolve()
    await slow.promise
  })
  await began.promise
  const quick = await tell(who.agencyId)
  await stream.beat()
  slow.resolve()
  await late
  const heard = [await stream.next(), await stream.next()].map(({ data }) => data)
  expect(heard).toEqual([{ referralId }, { referralId: quick }])
})

test('a hundred at once, and more than one reading takes, all arrive', async () => {
  const who = aReader()
  const stream = await listen(who)
  await stream.next()
  const sent = await Promise.all(Array.from({ length: 250 }, () => tell(who.agencyId)))
  const heard: unknown[] = []
  while (heard.length < sent.length) heard.push((await stream.next()).data)
  expect(new Set(heard.map(data => JSON.stringify(data))).size).toBe(250)
})

test('news that another process commits are heard, and one that starts anew goes on where the first was', async () => {
  const who = aReader()
  const here = await listen(who)
  const { id } = await here.next()
  const other = await openStore({ ...options, applicationName: 'another process' })
  const referralId = randomUUID()
  const news = { agencyId: who.agencyId, kind: 'changed', about: { referralId }, compartment: false, at: new Date() }
  await other.run(tx => addNews(tx, { ...news, kind: 'changed' }))
  expect((await here.next()).data).toEqual({ referralId })
  const feed = startNewsFeed(other, { pollMs: 50 })
  const bell = new Bell()
  const left = new AbortController()
  const reader = { agencyId: who.agencyId, userId: who.user, inside: false, supervises: false, referrals: true }
  const [tx = '', place = ''] = id.split('-')
  const end = { signal: left.signal }
  const lines = stream({ news: readNews(other), reader, after: { tx, id: place }, bell, end, heartbeatMs: 1_000 })
  expect((await lines.next()).value).toContain('event: ready')
  expect((await lines.next()).value).toContain(referralId)
  left.abort()
  await lines.next()
  await feed.stop()
  await other.close()
})

test('what is in a compartment is told to those inside it alone', async () => {
  const outside = aReader()
  const inside = { ...outside, user: randomUUID(), scope: 'referral:read protection:work' }
  const [out, within] = [await listen(outside), await listen(inside)]
  await Promise.all([out.next(), within.next()])
  const hidden = await tell(outside.agencyId, { compartment: true })
  const plain = await tell(outside.agencyId)
  expect((await within.next()).data).toEqual({ referralId: hidden })
  expect((await out.next()).data).toEqual({ referralId: plain })
})

test('what is for somebody is told to them and to supervisors, with whom it is for; the others hear what is for all', async () => {
  const one = aReader()
  const colleague = { ...one, user: randomUUID() }
  const supervisor = { ...one, user: randomUUID(), scope: 'referral:read referral:assign' }
  const streams = [await listen(one), await listen(colleague), await listen(supervisor)]
  await Promise.all(streams.map(stream => stream.next()))
  const hers = await tell(one.agencyId, { users: [one.user] })
  const everybodys = await tell(one.agencyId)
  const [first, second, third] = await Promise.all(streams.map(async stream => (await stream.next()).data))
  const named = { referralId: hers, users: [one.user] }
  expect([first, second, third]).toEqual([named, { referralId: everybodys }, named])
  const other = { agencyId: randomUUID(), user: one.user, scope: 'referral:read' }
  const elsewhere = await listen(other)
  await elsewhere.next()
  await tell(one.agencyId, { users: [one.user] })
  const there = await tell(other.agencyId)
  expect((await elsewhere.next()).data).toEqual({ referralId: there })
})

test.each([
  [
    'older than what is kept',
    async () => {
      const [row] = await rows('select (max(tx)::text::bigint)::text as tx from news')
      await rows('update news_pruned set tx = $1::xid8', [row?.tx])
      return `${BigInt(row?.tx) - 1n}-1`
    },
  ],
  ['of another database', async () => '9000000000000-7'],
])('whoever read last at a place %s is told to load everything again', async (_, place) => {
  const stream = await listen(aReader(), await place())
  expect((await stream.next()).event).toBe('reload')
  await rows(`update news_pruned set tx = '0'`)
})

test('it ends with the token', async () => {
  const now = Math.floor(Date.now() / 1000)
  const stream = await listen(aReader(), undefined, { iat: now, exp: now + 2 })
  await stream.next()
  const before = Date.now()
  await stream.end()
  expect(Date.now() - before).toBeLessThan(20_000)
})

test('a line that says nothing comes from time to time', async () => {
  const stream = await listen(aReader())
  await stream.next()
  await stream.beat()
})

test('a user has five at most, and a place that is left is free again', async () => {
  const who = aReader()
  const streams = await Promise.all(Array.from({ length: 5 }, () => listen(who)))
  expect(streams.map(({ response }) => response.status)).toEqual(Array(5).fill(200))
  const sixth = await listen(who)
  expect([sixth.response.status, sixth.response.headers.get('retry-after')]).toEqual([429, '60'])
  expect((await listen({ ...who, user: randomUUID() })).response.status).toBe(200)
  streams[0]?.close()
  const free = async () => (await listen(who)).response.status
  await expect.poll(free).toBe(200)
})

test('without a token, with one bound to a key and no proof of it, and without the scope, there is nothing', async () => {
  expect((await fetch(`${url}/news`)).status).toBe(401)
  expect((await listen(aReader(), undefined, { cnf: { jkt: 'x' } })).response.status).toBe(401)
  expect((await listen({ ...STRANGER, scope: 'referral:submit' })).response.status).toBe(404)
  expect((await listen(aReader(), 'abc')).response.status).toBe(400)
})

test('old news are deleted, and the place up to which that is remembered', async () => {
  const { pruneNews } = await import('../src/commands/prune-news.ts')
  const agencyId = randomUUID()
  const about = { referralId: randomUUID() }
  const at = new Date(Date.now() - 31 * 24 * 3_600_000)
  await store.run(tx => addNews(tx, { agencyId, kind: 'changed', about, compartment: false, at }))
  const kept = await tell(agencyId)
  const [old] = await rows('select tx::text from news where agency_id = $1 order by tx', [agencyId])
  expect(await pruneNews(deps)()).toBe(false)
  expect(await rows('select referral_id from news where agency_id = $1', [agencyId])).toEqual([{ referral_id: kept }])
  expect((await rows('select tx::text from news_pruned'))[0]).toEqual(old)
})

test('a service that stops ends its streams', async () => {
  const stream = await listen(aReader())
  await stream.next()
  const ended = stream.end()
  await http.close()
  await ended
})
