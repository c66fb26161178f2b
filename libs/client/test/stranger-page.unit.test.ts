import { afterEach, expect, test, vi } from 'vitest'
import { createSheetPage, type Fetch } from '../src/index.ts'

afterEach(() => vi.restoreAllMocks())

const refusalOf = (fetch: Fetch): Promise<unknown> =>
  createSheetPage({ url: 'https://hub.example', hub: 'XA', jurisdictionCert: '', fetch })
    .open('1', '2')
    .catch(({ code }) => code)

test('Whoever is not signed in does not wait for ever for a hub that does not answer', async () => {
  // By the platform's own clock otherwise, which no test can put forward.
  const late = new DOMException('late', 'TimeoutError')
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(late))
  const never: Fetch = (_, { signal }) => (signal?.aborted ? Promise.reject(signal.reason) : new Promise(() => {}))
  expect(await refusalOf(never)).toBe('hub_unreachable')
  expect(timeout.mock.calls).toEqual([[45_000]])
})

test('A line that breaks in the middle of an answer is told as one that broke', async () => {
  const broken = () => new ReadableStream({ start: to => to.error(new TypeError('terminated')) })
  expect(await refusalOf(async () => new Response(broken()))).toBe('hub_unreachable')
})
