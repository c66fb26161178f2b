import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApi } from '../src/index.ts'
import { fakeSession, urls } from './fakes.ts'

const SECOND = 1000
/** When each request came, in ms since the first was asked for. */
let sentAt: number[]
let began: number

beforeEach(() => {
  vi.useFakeTimers()
  // By the platform's own clock otherwise, which no test can put forward.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(ms => {
    const timeout = new AbortController()
    setTimeout(() => timeout.abort(new DOMException('late', 'TimeoutError')), ms)
    return timeout.signal
  })
  sentAt = []
  began = Date.now()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A hub that answers a request only after so long. */
const api = (afterMs: number) =>
  createApi({
    urls,
    session: fakeSession,
    fetch: (_, { signal }) =>
      new Promise((resolve, reject) => {
        sentAt.push(Date.now() - began)
        const answer = setTimeout(() => resolve(Response.json({ is: 'there' })), afterMs)
        signal?.addEventListener('abort', () => {
          clearTimeout(answer)
          reject(signal.reason)
        })
      }),
  })

/** What came of it, and when. */
async function ended(asked: Promise<unknown>): Promise<{ readonly outcome: unknown; readonly at: number }> {
  const done = asked.then(
    answer => ({ outcome: answer, at: Date.now() - began }),
    ({ code }) => ({ outcome: code, at: Date.now() - began }),
  )
  await vi.advanceTimersByTimeAsync(300 * SECOND)
  return done
}

test('What is not repeated is waited for as long as the attempts of what is, and is sent once', async () => {
  const { outcome, at } = await ended(api(44 * SECOND).postOnce('redaction', '/views', {}))
  expect([outcome, at, sentAt]).toEqual([{ is: 'there' }, 44 * SECOND, [0]])
})

test('After that it is given up, and still has been sent once', async () => {
  const { outcome, at } = await ended(api(46 * SECOND).postOnce('redaction', '/views', {}))
  expect([outcome, at, sentAt]).toEqual(['hub_unreachable', 45 * SECOND, [0]])
})

test('What may be repeated is sent anew after a third of that, and given up after three times', async () => {
  const { outcome, at } = await ended(api(16 * SECOND).post('referral', '/referrals', {}))
  expect(sentAt).toEqual([0, 15_200, 31_000])
  expect([outcome, at]).toEqual(['hub_unreachable', 46_000])
})

test('A form with a sheet in it has the time that it takes over a thin line, and is sent once', async () => {
  const sheet = { sealed: 'x'.repeat(1_240_000) }
  const { outcome, at } = await ended(api(60 * SECOND).post('consent', '/consents', sheet))
  expect([outcome, at, sentAt]).toEqual([{ is: 'there' }, 60 * SECOND, [0]])
})
