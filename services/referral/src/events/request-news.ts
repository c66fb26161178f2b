import { requestNews } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { errors } from '../domain/errors.ts'
import type { NewsKind } from '../domain/news.ts'
import { addNews } from '../store/news.ts'
import { uuidOf } from './reading.ts'

const KINDS: ReadonlySet<string> = new Set<NewsKind>(['request-changed', 'request-called'])
const isKind = (code: string): code is NewsKind => KINDS.has(code)

/** What exchange has for an agency of this hub about a request for evidence; the request itself it shows, to whoever may see it. */
export const onRequestNews = () =>
  on(requestNews, ({ agencyId, requestId, what }, tx, { occurredAt: at }) => {
    if (!isKind(what)) throw errors.news_unreadable()
    return addNews(tx, { agencyId, kind: what, about: { requestId: uuidOf(requestId) }, compartment: false, at })
  })
