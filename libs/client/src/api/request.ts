import { own, refusalOf } from '../own-refusals.ts'
import { ProblemError } from '../problem.ts'
import type { Session } from '../session.ts'
import type { Page } from './types.ts'

/** Where the services of the hub answer: `https://…` each, or the portal's `/api/<service>`. */
export type ServiceUrls = Readonly<
  Record<'directory' | 'redaction' | 'consent' | 'referral' | 'exchange' | 'audit', string>
>
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

type Query = Readonly<Record<string, string | number | undefined>>

/** `S`: the services that it reaches. */
export interface Api<S extends string = keyof ServiceUrls> {
  get<T>(service: S, path: string, query?: Query): Promise<T>
  /**
   * For what is asked again and again: answers what it answered before as long as the hub says that nothing is new (RFC 9110, 13.1.2), and then
   * shows nothing. Kept while this lives.
   */
  again<T>(service: S, path: string): Promise<T>
  text(service: S, path: string): Promise<string>
  /**
   * Safe to repeat: a retry after a lost answer carries the same key and gets the first answer. `version`: only if what is
   * changed still has it (If-Match).
   */
  post<T>(service: S, path: string, body: object, key?: string, version?: number): Promise<T>
  /**
   * The same of what is sealed: tried again under its key, what got no answer goes out as it was sealed, and is sealed anew only where the
   * hub cannot open it (any more), and so has kept nothing.
   */
  postSealed<T>(service: S, path: string, seal: () => Promise<string>, key?: string): Promise<T>
  /** Not repeated by itself: each opening of a view is one entry in the log. */
  postOnce<T>(service: S, path: string, body: object): Promise<T>
  /** Of a path there, for what asks by itself. */
  address(service: S, path: string): string
  /** Bytes there, or back, as they come; not repeated by itself. */
  bytes(service: S, path: string, request: BytesRequest): Promise<Response>
  /** An answer without an end, as it comes; not repeated by itself. Ends with the signal; where nothing comes for 45 s, throws hub_unreachable. */
  stream(
    service: S,
    path: string,
    options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  ): Promise<AsyncIterable<Uint8Array>>
}

export interface BytesRequest {
  readonly method: 'HEAD' | 'PATCH' | 'GET' | 'DELETE' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
  readonly signal?: AbortSignal | undefined
}

const NOT_MODIFIED = 304
const TIMEOUT_MS = 15_000
/** What is not repeated is waited for as long as the three attempts of what is. */
const ONCE_TIMEOUT_MS = 3 * TIMEOUT_MS
/** Bytes in a millisecond: a form with a sheet or files in it gets through a line of 0.2 Mbit/s. */
const SLOWEST = 25
/** Until the last of it: a large file over a thin line. */
const BYTES_TIMEOUT_MS = 6 * 3_600_000
const QUIET_MS = 45_000
/** Too old, or to a subkey that was destroyed between fetching and sending. */
const RESEAL: readonly string[] = ['seal_stale', 'seal_invalid']
/** Says nothing of what an earlier attempt has done: sign in, or wait. */
const UNDECIDED: readonly number[] = [0, 401, 408, 429]
/** Waits before the second and the third attempt. */
const RETRY_AFTER_MS = [200, 800]

export function createApi<S extends string = keyof ServiceUrls>(options: {
  urls: Readonly<Record<S, string>>
  session: Session
  fetch: Fetch
  language?: string | undefined
  now?: (() => Date) | undefined
}): Api<S> {
  const { urls, session, language = 'en', now = () => new Date() } = options

  async function attempt(
    method: string,
    url: string,
    headers: Record<string, string>,
    {
      body,
      signal = AbortSignal.timeout(TIMEOUT_MS),
    }: { body?: string | Uint8Array<ArrayBuffer>; signal?: AbortSignal } = {},
  ) {
    // Each attempt is authorised anew: a DPoP proof is good for one request.
    const authorization = await session.authorize({ method, url })
    return options.fetch(url, {
      method,
      headers: { accept: 'application/json', 'accept-language': language, ...headers, ...authorization },
      redirect: 'error',
      signal,
      ...(body === undefined ? {} : { body }),
    })
  }

  /** Only a failure of the network is tried again, one in the middle of an answer too; an answer, whatever it says, is the answer. */
  async function call<T>(
    send: () => Promise<Response>,
    read: (response: Response) => Promise<T>,
    waits: readonly number[],
  ): Promise<T> {
    const [wait, ...later] = waits
    try {
      const response = await send()
      // Only where it was asked for.
      if (!response.ok && response.status !== NOT_MODIFIED) throw await refusalOf(response, now())
      return await read(response)
    } catch (cause) {
      if (cause instanceof ProblemError) throw cause
      if (wait === undefined) throw own('hub_unreachable', { cause })
      await new Promise(resolve => setTimeout(resolve, wait))
      return call(send, read, later)
    }
  }

  const shown = new Map<string, { readonly tag: string; readonly answer: unknown }>()

  const posted = async <T>(url: string, body: object, key?: string, version?: number): Promise<T> => {
    const json = JSON.stringify(body)
    const headers = {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    }
    const [leastMs, waits] = key === undefined ? [ONCE_TIMEOUT_MS, []] : [TIMEOUT_MS, RETRY_AFTER_MS]
    const timeoutMs = leastMs + Math.floor(json.length / SLOWEST)
    const send = () => attempt('POST', url, headers, { body: json, signal: AbortSignal.timeout(timeoutMs) })
    return call(send, answered<T>, waits)
  }

  const sealed = new Map<string, string>()

  /** Under a key of whoever calls, who may try again with it. */
  async function postedSealed<T>(url: string, seal: () => Promise<string>, key: string): Promise<T> {
    const of = `${url} ${key}`
    const text = sealed.get(of) ?? (await seal())
    sealed.set(of, text)
    try {
      const answer = await posted<T>(url, { sealed: text }, key)
      sealed.delete(of)
      return answer
    } catch (error) {
      if (!(error instanceof ProblemError) || isDecided(error)) sealed.delete(of)
      throw error
    }
  }

  return {
    async get<T>(service: S, path: string, query: Query = {}) {
      const url = urls[service] + path + queryOf(query)
      return call(() => attempt('GET', url, {}), answered<T>, RETRY_AFTER_MS)
    },
    async again<T>(service: S, path: string) {
      const url = urls[service] + path
      const before = shown.get(url)
      const headers = before && { 'if-none-match': before.tag }
      const read = async (response: Response) => {
        if (response.status === NOT_MODIFIED) {
          if (before === undefined) throw await refusalOf(response, now())
          return before.answer as T
        }
        const answer = await answered<T>(response)
        const tag = response.headers.get('etag')
        if (tag === null) shown.delete(url)
        else shown.set(url, { tag, answer })
        return answer
      }
      return call(() => attempt('GET', url, { ...headers }), read, RETRY_AFTER_MS)
    },
    async text(service, path) {
      const send = () => attempt('GET', urls[service] + path, { accept: 'text/plain' })
      return call(send, response => response.text(), RETRY_AFTER_MS)
    },
    post: (service, path, body, key = crypto.randomUUID(), version) => posted(urls[service] + path, body, key, version),
    async postSealed<T>(service: S, path: string, seal: () => Promise<string>, key?: string) {
      const url = urls[service] + path
      const send = async () =>
        // Nobody tries again under a key that nobody knows.
        key === undefined
          ? posted<T>(url, { sealed: await seal() }, crypto.randomUUID())
          : postedSealed<T>(url, seal, key)
      return send().catch((error: unknown) => {
        if (error instanceof ProblemError && RESEAL.includes(error.code)) return send()
        throw error
      })
    },
    postOnce: (service, path, body) => posted(urls[service] + path, body),
    address: (service, path) => urls[service] + path,
    bytes(service, path, { method, headers, body, signal: ended }) {
      const timeout = AbortSignal.timeout(BYTES_TIMEOUT_MS)
      const signal = ended === undefined ? timeout : AbortSignal.any([timeout, ended])
      const sent = { signal, ...(body && { body }) }
      return call(() => attempt(method, urls[service] + path, headers, sent), asItComes, [])
    },
    async stream(service, path, { headers, signal }) {
      const accept = { ...headers, accept: 'text/event-stream' }
      const quiet = whenQuiet()
      const ended = AbortSignal.any([signal, quiet.signal])
      const ask = () => attempt('GET', urls[service] + path, accept, { signal: ended })
      const { body } = await call(ask, asItComes, []).catch((error: unknown) => {
        quiet.stop()
        throw error
      })
      return listening(piecesOf(body), quiet)
    },
  }
}

/**
 * The shape is the hub's word. What a person's safety rests on is not taken on its word: certificates, sealed views and
 * log proofs are verified where they are used.
 */
const answered = async <T>(response: Response): Promise<T> => (await response.json()) as T

const asItComes = async (response: Response): Promise<Response> => response

/** Services name the cursor of their next page "next", and leave it out or null on the last. */
export const pageOf = <T>(items: readonly T[], next: string | null | undefined): Page<T> => ({
  items,
  nextCursor: next ?? null,
})

function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Not every browser can iterate over a stream by itself. Throws hub_unreachable where it breaks off. */
export async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw own('hub_unreachable', { cause })
      })
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Ends what is not heard of for three of the hub's heartbeats: on a line that is half open nothing says that it is. */
function whenQuiet() {
  const silence = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), QUIET_MS)
  }
  heard()
  return { signal: silence.signal, heard, stop: () => clearTimeout(timer) }
}

async function* listening(
  pieces: AsyncIterable<Uint8Array>,
  { heard, stop }: ReturnType<typeof whenQuiet>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of pieces) {
      heard()
      yield piece
    }
  } finally {
    stop()
  }
}

const isDecided = ({ status }: ProblemError): boolean => status < 500 && !UNDECIDED.includes(status)
