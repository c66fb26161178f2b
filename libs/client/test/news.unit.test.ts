import { expect, test, vi } from 'vitest'
import { createApi, type Fetch } from '../src/index.ts'
import { followNews } from '../src/news.ts'
import { fakeSession, urls } from './fakes.ts'

test('News are asked for again, from the last item on, where the line has gone without a word; a line that says nothing keeps it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const asked: (string | null)[] = []
    const end = new AbortController()
    let say = (_: string) => {}
    const fetch: Fetch = async (_, { headers, signal }) => {
      asked.push(new Headers(headers).get('last-event-id'))
      const body = new ReadableStream<Uint8Array>({
        start(to) {
          say = text => to.enqueue(new TextEncoder().encode(text))
          signal?.addEventListener('abort', () => to.error(signal.reason))
        },
      })
      return new Response(body)
    }
    const heard: string[] = []
    const following = (async () => {
      for await (const { id } of followNews(createApi({ urls, session: fakeSession, fetch }), { signal: end.signal }))
        heard.push(id)
    })()
    await vi.waitFor(() => expect(asked).toHaveLength(1), { interval: 5 })
    say('id: 1-0\nevent: ready\ndata: {}\n\n')
    await vi.waitFor(() => expect(heard).toEqual(['1-0']), { interval: 5 })
    for (let beats = 0; beats < 4; beats++) {
      await vi.advanceTimersByTimeAsync(30_000)
      say(': \n\n')
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(47_000)
    await vi.waitFor(() => expect(asked).toEqual([null, '1-0']), { interval: 5 })
    end.abort()
    await vi.advanceTimersByTimeAsync(60_000)
    await following
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  ['which began later than lists were loaded', undefined, ['reload', 'ready']],
  ['which goes on where it was heard before', '7-0', ['ready', 'ready']],
])('Of a stream %s, what may be missing is said once', async (_, after, kinds) => {
  let asked = 0
  const end = new AbortController()
  const fetch: Fetch = async () => {
    asked += 1
    if (asked === 1) return Response.json({ code: 'upstream_unavailable', title: 'Away' }, { status: 503 })
    return new Response(`id: ${asked}-0\nevent: ready\ndata: {}\n\n`)
  }
  const heard: string[] = []
  const options = { signal: end.signal, pauseMs: 1, ...(after !== undefined && { after }) }
  for await (const { kind } of followNews(createApi({ urls, session: fakeSession, fetch }), options)) {
    heard.push(kind)
    if (heard.length === 2) break
  }
  end.abort()
  expect(heard).toEqual(kinds)
})

test('A stream of news that is never answered is asked for again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let asked = 0
    const end = new AbortController()
    const fetch: Fetch = (_, { signal }) => {
      asked += 1
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    }
    const following = followNews(createApi({ urls, session: fakeSession, fetch }), { signal: end.signal }).next()
    await vi.waitFor(() => expect(asked).toBe(1), { interval: 5 })
    await vi.advanceTimersByTimeAsync(47_000)
    await vi.waitFor(() => expect(asked).toBe(2), { interval: 5 })
    end.abort()
    await vi.advanceTimersByTimeAsync(60_000)
    await following
  } finally {
    vi.useRealTimers()
  }
})

test('News are asked for again when the hub wants them to be, from the last item on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const asked: (string | null)[] = []
    const end = new AbortController()
    const limited = () =>
      Response.json({ code: 'rate_limited', title: 'Too many' }, { status: 429, headers: { 'retry-after': '50' } })
    const fetch: Fetch = async (_, { headers }) => {
      asked.push(new Headers(headers).get('last-event-id'))
      if (asked.length === 2) return limited()
      return new Response(`id: ${asked.length}-0\nevent: ready\ndata: {}\n\n`)
    }
    const heard: string[] = []
    const following = (async () => {
      for await (const { id } of followNews(createApi({ urls, session: fakeSession, fetch }), { signal: end.signal }))
        heard.push(id)
    })()
    await vi.waitFor(() => expect(heard).toEqual(['1-0']), { interval: 5 })
    await vi.advanceTimersByTimeAsync(2_000)
    await vi.waitFor(() => expect(asked).toHaveLength(2), { interval: 5 })
    await vi.advanceTimersByTimeAsync(45_000)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(6_000)
    await vi.waitFor(() => expect(heard.slice(0, 2)).toEqual(['1-0', '3-0']), { interval: 5 })
    expect(asked.slice(0, 3)).toEqual([null, '1-0', '1-0'])
    end.abort()
    await following
  } finally {
    vi.useRealTimers()
  }
})
