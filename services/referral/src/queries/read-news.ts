import type { Store } from '@amparo/store'
import type { News, NewsPosition } from '../domain/news.ts'
import { isReadable, newsAfter, newsHead } from '../store/news.ts'

export interface NewsReader {
  readonly agencyId: string
  readonly userId: string
  /** Whether it hears of compartments. */
  readonly inside: boolean
  /** Hears what is for one of the others too. */
  readonly supervises: boolean
  /** Otherwise it hears of requests for evidence alone. */
  readonly referrals: boolean
}

export interface ReadNews {
  /** Where to read on. Not complete: what came after the position given is no longer all there. */
  start(after: NewsPosition | undefined): Promise<{ readonly position: NewsPosition; readonly complete: boolean }>
  /** The next ones, the oldest first; none: there is nothing new. */
  after(reader: NewsReader, position: NewsPosition): Promise<News[]>
}

const AT_ONCE = 100

export const readNews = ({ read }: Pick<Store, 'read'>): ReadNews => ({
  start: after =>
    read(async reader => {
      if (after === undefined) return { position: await newsHead(reader), complete: true }
      if (await isReadable(reader, after)) return { position: after, complete: true }
      return { position: await newsHead(reader), complete: false }
    }),
  after: (of, position) => read(reader => newsAfter(reader, { ...of, after: position, limit: AT_ONCE })),
})
