import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { NewsKind } from '../domain/news.ts'
import { addNews } from '../store/news.ts'

export interface OfRequest {
  readonly agencyId: string
  readonly requestId: string
  readonly what: string
  readonly at: Date
}

const KINDS: ReadonlySet<string> = new Set<NewsKind>(['request-changed', 'request-called', 'request-written'])
const isKind = (code: string): code is NewsKind => KINDS.has(code)

/** The agency hears that something of a request for evidence waits; the request itself exchange shows, to whoever may see it. */
export async function tellOfRequest(tx: Transaction, { agencyId, requestId, what, at }: OfRequest): Promise<void> {
  if (!isKind(what)) throw errors.news_unreadable()
  await addNews(tx, { agencyId, kind: what, about: { requestId }, compartment: false, at })
}
