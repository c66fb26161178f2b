import { eventParser, type ServerEvent } from './parse.ts'

export interface Following {
  /** Opens the stream: bound to this request, as any other. Throws, or answers no success, when it cannot be had now. */
  open(headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>
  heard(event: ServerEvent): void
  /** Milliseconds, or until the signal. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  readonly signal: AbortSignal
}

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** Answers after which asking again is no use: the person may not, or the hub has no such stream. A sign-in can come back. */
const NEVER = [403, 404]

/**
 * Follows a stream of news until told to stop: when it ends, as it does with each token, it is opened again from the last
 * event that was heard, at once after one that worked and with longer waits while it does not.
 */
export async function followNews({ open, heard, wait, signal }: Following): Promise<void> {
  let last: string | undefined
  let pause = FIRST_MS
  while (!signal.aborted) {
    try {
      const response = await open(last === undefined ? {} : { 'last-event-id': last }, signal)
      if (NEVER.includes(response.status)) return
      if (response.ok && response.body !== null) {
        const parse = eventParser()
        const text = response.body.pipeThrough(new TextDecoderStream())
        for await (const piece of piecesOf(text)) {
          // It lives: the next time need not wait.
          pause = FIRST_MS
          for (const event of parse(piece)) {
            last = event.id ?? last
            heard(event)
          }
        }
      }
    } catch {
      // A broken connection, or one that could not be made: tried again below.
    }
    if (signal.aborted) return
    await wait(pause, signal)
    pause = Math.min(pause * 2, LONGEST_MS)
  }
}

/** Not every browser can iterate over a stream by itself. */
async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}

export const waited = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
