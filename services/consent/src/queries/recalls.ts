import { type Page, readPage, type Store } from '@amparo/store'
import type { Recall } from '../domain/recall.ts'
import { openRecallsOf } from '../store/recalls.ts'

/** What an agency of this hub has to answer. */
export const listRecalls =
  ({ store, hub }: { readonly store: Pick<Store, 'read'>; readonly hub: string }) =>
  (of: {
    readonly agencyId: string
    readonly after: string | undefined
    readonly limit: number
  }): Promise<Page<Recall>> =>
    store.read(reader =>
      readPage(of.limit, limit => openRecallsOf(reader, { agencyId: of.agencyId, hub, after: of.after, limit })),
    )
