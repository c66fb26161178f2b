import type { Api } from './api/request.ts'
import type { NewsItem } from './api/types.ts'
import { ProblemError } from './problem.ts'

export interface NewsOptions {
  /** Only those about requests for evidence: of whoever works on no referral. Default false. */
  readonly requestsOnly?: boolean
  /** `id` of the last item that was heard. */
  readonly after?: string
  /** Ends the iteration. */
  readonly signal?: AbortSignal
  /** Milliseconds before the stream is asked for again, at least, and as the hub asks. Default 1 s; it doubles while the hub is away, to a minute. */
  readonly pauseMs?: number
}

const LONGEST_MS = 60_000

/**
 * The agency's own news as they come, until the signal. The stream ends with each token and with each lost connection; it is
 * then asked for again, from the last item on. Where it began only later than it was asked for, `reload` is heard in the place of the first
 * `ready`: what came in between, to lists that were loaded meanwhile, is told by nothing. Throws ProblemError if the hub refuses.
 */
export async function* followNews(api: Api, options: NewsOptions = {}): AsyncGenerator<NewsItem, void, undefined> {
  const { signal = new AbortController().signal, pauseMs = 1_000, requestsOnly = false } = options
  const path = requestsOnly ? '/request-news' : '/news'
  let last = options.after
  let pause = pauseMs
  let isLate = false
  while (!signal.aborted) {
    try {
      const headers = last === undefined ? {} : { 'last-event-id': last }
      for await (const item of itemsOf(await api.stream('referral', path, { headers, signal }))) {
        const isMissing = last === undefined && isLate && item.kind === 'ready'
        last = item.id
        pause = pauseMs
        yield isMissing ? { ...item, kind: 'reload' } : item
      }
    } catch (error) {
      // A refusal stays one; a hub that is away comes back.
      if (error instanceof ProblemError) {
        if (error.status >= 400 && error.status < 500 && error.status !== 429) throw error
        pause = Math.max(pause, error.retryAfterMs ?? 0)
      }
    }
    isLate = true
    await waited(pause, signal)
    pause = Math.min(pause * 2, LONGEST_MS)
  }
}

/** Lines of a text/event-stream (HTML Living Standard, 9.2), as the service writes them: one data line an event. */
async function* itemsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<NewsItem> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of body) {
    const events = (rest + decoder.decode(piece, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const item = itemOf(event)
      if (item !== undefined) yield item
    }
  }
}

function itemOf(event: string): NewsItem | undefined {
  const fields = new Map(event.split('\n').map(line => splitOnce(line)))
  const [id, kind, data] = [fields.get('id'), fields.get('event'), fields.get('data')]
  if (id === undefined || kind === undefined || data === undefined) return undefined
  const about: unknown = JSON.parse(data)
  return { id, kind, ...idsOf(about) }
}

const splitOnce = (line: string): [string, string] => {
  const colon = line.indexOf(': ')
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)]
}

/** Ids and nothing else, whatever else the hub may say one day. */
function idsOf(about: unknown): Pick<NewsItem, 'referralId' | 'offerId' | 'requestId' | 'users'> {
  if (typeof about !== 'object' || about === null) return {}
  const text = (name: string) => {
    const value: unknown = Reflect.get(about, name)
    return typeof value === 'string' ? { [name]: value } : {}
  }
  const users: unknown = Reflect.get(about, 'users')
  const named = Array.isArray(users) ? users.filter(user => typeof user === 'string') : []
  return { ...text('referralId'), ...text('offerId'), ...text('requestId'), ...(named.length > 0 && { users: named }) }
}

const waited = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    if (signal.aborted) return end()
    signal.addEventListener('abort', end, { once: true })
  })
