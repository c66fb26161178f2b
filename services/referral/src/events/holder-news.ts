import { holderNews } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { tellOfRecall } from '../commands/tell-of-recall.ts'
import { errors } from '../domain/errors.ts'
import type { NewsKind } from '../domain/news.ts'
import { uuidOf } from './reading.ts'

/** What consent asks an agency's people to do about what was taken back. */
const KINDS: ReadonlySet<string> = new Set<NewsKind>([
  'recall',
  'recall-answered',
  'recall-overdue',
  'welfare-check',
  'order-check',
  'status-stale',
  'holder-suspended',
])
const isKind = (code: string): code is NewsKind => KINDS.has(code)

export const onHolderNews = () =>
  on(holderNews, ({ agencyId, referralId, what }, tx, { occurredAt: at }) => {
    if (!isKind(what)) throw errors.news_unreadable()
    return tellOfRecall(tx, { agencyId, referralId: uuidOf(referralId), kind: what, at })
  })
