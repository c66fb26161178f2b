import { beforeEach, describe, expect, it } from 'vitest'
import { dailyWork } from '../src/daily-work.ts'
import { createApi, type NewsItem, ProblemError } from '../src/index.ts'
import { followNews } from '../src/news.ts'
import { fakeSession, urls } from './fakes.ts'

const calls: { method: string; path: string; headers: Headers; body: unknown }[] = []
let answer: () => Response | Error = () => Response.json({})
const api = createApi({
  urls,
  session: fakeSession,
  fetch: async (url, init) => {
    const body = init.body === undefined ? undefined : JSON.parse(String(init.body))
    calls.push({
      method: init.method ?? 'GET',
      path: url.replace('https://hub.example', ''),
      headers: new Headers(init.headers),
      body,
    })
    const given = answer()
    if (given instanceof Error) throw given
    return given
  },
})
const work = dailyWork(api)
const sent = () => calls.map(({ method, path, body }) => [method, path, body])

beforeEach(() => {
  calls.length = 0
  answer = () => Response.json({ items: [], next: null })
})

describe('what keeps work from being forgotten', () => {
  it('is asked for with the filters that were named, and no others', async () => {
    await work.deadlines({ overdue: true, from: '2026-03-04T00:00:00Z' })
    await work.deadlines()
    await work.offers({ answered: false, limit: 5 })
    expect(sent().map(([, path]) => path)).toEqual([
      '/referral/deadlines?from=2026-03-04T00%3A00%3A00Z&overdue=true',
      '/referral/deadlines',
      '/referral/offers?limit=5&answered=false',
    ])
  })

  it('is changed with a key of its own each time', async () => {
    await work.answerOffer('o/1', { answer: 'declined', reason: 'no-capacity' })
    await work.openIntake({ count: 40, protocol: 'oas-64-standard' })
    await work.handOver({ fromUserId: 'a', toUserId: 'b' })
    await work.stateCapacity({ service: 'housing', places: 4, open: true })
    await work.dropShift('s')
    expect(sent()).toEqual([
      ['POST', '/referral/offers/o%2F1/answer', { answer: 'declined', reason: 'no-capacity' }],
      ['POST', '/referral/intakes', { count: 40, protocol: 'oas-64-standard' }],
      ['POST', '/referral/handovers', { fromUserId: 'a', toUserId: 'b' }],
      ['POST', '/directory/agencies/own/capacity', { service: 'housing', places: 4, open: true }],
      ['POST', '/referral/rota/s/removal', {}],
    ])
    expect(new Set(calls.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(5)
  })
})

describe('a decision on what was seen', () => {
  it('says of which version it was', async () => {
    const on = { version: 7 }
    await work.answerOffer('o', { answer: 'willing' }, undefined, on)
    await work.planShift({ userId: 'u', from: 'a', to: 'b' }, undefined, on)
    await work.dropShift('s', on)
    await work.handOver({ fromUserId: 'a', toUserId: 'b' }, undefined, on)
    expect(calls.map(({ headers }) => headers.get('if-match'))).toEqual(Array(4).fill('"7"'))
  })
})

describe('news', () => {
  const streamed = (...pieces: string[]) =>
    new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
          controller.close()
        },
      }),
    )
  const heard = async (count: number, options = {}): Promise<NewsItem[]> => {
    const ended = new AbortController()
    const items: NewsItem[] = []
    for await (const item of followNews(api, { signal: ended.signal, pauseMs: 1, ...options })) {
      items.push(item)
      if (items.length === count) ended.abort()
    }
    return items
  }

  it('come as they are written, wherever the network cuts them, and without words', async () => {
    const pieces = [
      'retry: 2000\n\nid: 7-1\nev',
      'ent: ready\ndata: {}\n\n:\n\nid: 7-2\nevent: step-taken\ndata: {"refer',
    ]
    answer = () =>
      streamed(...pieces, 'ralId":"r-1","name":"Ana"}\n\nid: 7-3\nevent: offered\ndata: {"offerId":"o-1"}\n\n')
    expect(await heard(3)).toEqual([
      { id: '7-1', kind: 'ready' },
      { id: '7-2', kind: 'step-taken', referralId: 'r-1' },
      { id: '7-3', kind: 'offered', offerId: 'o-1' },
    ])
    expect(calls[0]?.headers.get('accept')).toBe('text/event-stream')
  })

  it('go on from the last one that was heard, when a token has ended or the hub was away', async () => {
    const answers = [
      streamed('id: 1-1\nevent: ready\ndata: {}\n\n'),
      new TypeError('fetch failed'),
      Response.json({ code: 'unavailable' }, { status: 503 }),
      streamed('id: 1-2\nevent: step-taken\ndata: {"referralId":"r"}\n\n'),
    ]
    answer = () => answers.shift() ?? new TypeError('fetch failed')
    expect((await heard(2)).map(({ id }) => id)).toEqual(['1-1', '1-2'])
    expect(calls.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, '1-1', '1-1', '1-1'])
  })

  it('begin where the reader says', async () => {
    answer = () => streamed('id: 9-9\nevent: ready\ndata: {}\n\n')
    await heard(1, { after: '9-8' })
    expect(calls[0]?.headers.get('last-event-id')).toBe('9-8')
  })

  it('end with a refusal', async () => {
    answer = () => Response.json({ code: 'not_found', title: 'No' }, { status: 404 })
    await expect(heard(1)).rejects.toThrow(ProblemError)
    expect(calls).toHaveLength(1)
  })
})
