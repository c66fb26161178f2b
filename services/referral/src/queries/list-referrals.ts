import { readPage, type Store } from '@amparo/store'
import type { Asker } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import type { Detail } from '../domain/detail.ts'
import { withDetails } from '../store/details.ts'
import { type ListFilter, listReferrals as list, type Position } from '../store/list.ts'

export type { ListFilter, Position }

export interface Page {
  readonly details: readonly Detail[]
  /** Undefined: this was the last page. */
  readonly next: Position | undefined
}

/** One page of an agency's own box, and where the next begins. */
export const listReferrals =
  ({ read }: Pick<Store, 'read'>, book: Book) =>
  (filter: Omit<ListFilter, 'hub' | 'agencyId'>, asker: Asker): Promise<Page> =>
    read(async reader => {
      // To those outside it there is nothing in it.
      if (filter.box === 'protection' && !asker.scopes.has('protection:work')) return { details: [], next: undefined }
      const { hub, agencyId } = asker
      const { items, last } = await readPage(filter.limit, limit => list(reader, { ...filter, hub, agencyId, limit }))
      return {
        details: await withDetails(
          reader,
          book,
          items.map(({ id }) => id),
          asker,
        ),
        next: last,
      }
    })
