import type { Bell } from '@amparo/messaging'
import type { NewsPosition } from '../domain/news.ts'
import type { NewsReader, ReadNews } from '../queries/read-news.ts'

export interface NewsEnd {
  /** The token has ended, the reader has left, or the service stops. */
  readonly signal: AbortSignal
}

interface Streaming {
  readonly news: ReadNews
  readonly reader: NewsReader
  readonly after: NewsPosition | undefined
  readonly bell: Bell
  readonly end: NewsEnd
  readonly heartbeatMs: number
}

/**
 * Lines of a server-sent event stream (WHATWG HTML, 9.2). First it says from where it reads on, so that whoever is cut off before the
 * first news misses nothing; `reload`: something may be missing, load the lists again.
 */
export async function* stream({ news, reader, after, bell, end, heartbeatMs }: Streaming): AsyncGenerator<string> {
  const { signal } = end
  const start = await news.start(after)
  yield `retry: 2000\n\n${event(start.complete ? 'ready' : 'reload', start.position, {})}`
  let { position } = start
  while (!signal.aborted) {
    const batch = await news.after(reader, position)
    for (const item of batch) {
      position = item
      yield event(item.kind, item, { ...item.about, ...(item.users && { users: item.users }) })
    }
    if (batch.length > 0) continue
    const quiet = Date.now()
    await bell.wait(heartbeatMs, signal)
    if (!signal.aborted && Date.now() - quiet >= heartbeatMs) yield ':\n\n'
  }
}

const event = (kind: string, { tx, id }: NewsPosition, data: object): string =>
  `id: ${tx}-${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
