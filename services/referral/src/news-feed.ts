import { setTimeout as sleep } from 'node:timers/promises'
import { Bell, hearOthers } from '@amparo/messaging'
import type { Store } from '@amparo/store'
import type { NewsPosition } from './domain/news.ts'
import { agenciesWithNews, newsHead } from './store/news.ts'

/** Tells those who wait for an agency's news that there is some. */
export interface NewsFeed {
  /** The bell rings whenever there may be something new. Answers how to stop. */
  wait(agencyId: string, bell: Bell): () => void
  stop(): Promise<void>
}

interface FeedOptions {
  /** Finds what no signal told of: reminders by the clock, commits of another process. Default 500 ms. */
  readonly pollMs?: number
}

const AT_LEAST_MS = 20

/** One reader for all who listen to this process; while nobody does, it reads nothing. */
export function startNewsFeed(store: Pick<Store, 'statement' | 'wake'>, { pollMs = 500 }: FeedOptions = {}): NewsFeed {
  const reader = { sql: store.statement }
  const waiting = new Map<string, Set<Bell>>()
  const own = new Bell()
  const stopped = new AbortController()
  const { signal } = stopped
  const forget = store.wake.onEmitted(() => own.ring())
  let position: NewsPosition | undefined

  async function look(): Promise<void> {
    if (waiting.size === 0) {
      position = undefined
      return
    }
    if (position === undefined) {
      position = await newsHead(reader)
      // What came in before this was known may have been read past.
      for (const agencyId of waiting.keys()) ring(agencyId)
      return
    }
    const since = position
    const { agencies, head } = await agenciesWithNews(reader, since)
    position = head
    for (const agencyId of agencies) ring(agencyId)
  }

  function ring(agencyId: string): void {
    for (const bell of waiting.get(agencyId) ?? []) bell.ring()
  }

  const looking = (async () => {
    while (!signal.aborted) {
      // The database may be away for a while; listeners then get their news when it is back.
      await look().catch(() => {})
      await sleep(AT_LEAST_MS, undefined, { signal }).catch(() => {})
      await own.wait(waiting.size === 0 ? undefined : pollMs, signal)
    }
  })()
  const hearing = hearOthers(store.wake, own, signal)

  return {
    wait: (agencyId, bell) => {
      const bells = waiting.get(agencyId) ?? new Set()
      waiting.set(agencyId, bells.add(bell))
      own.ring()
      return () => {
        bells.delete(bell)
        if (bells.size === 0) waiting.delete(agencyId)
      }
    },
    stop: async () => {
      forget()
      stopped.abort()
      await Promise.all([looking, hearing])
    },
  }
}
