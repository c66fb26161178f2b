import type { Store } from '@amparo/store'
import type { Deadline, DeadlinePosition } from '../domain/deadline-list.ts'
import { type DeadlineFilter, listDeadlines as list } from '../store/deadlines.ts'

export interface DeadlinePage {
  readonly items: readonly Deadline[]
  readonly next: DeadlinePosition | undefined
}

/** One page of what an agency has to do by when. */
export const listDeadlines =
  ({ read }: Pick<Store, 'read'>) =>
  (filter: DeadlineFilter): Promise<DeadlinePage> =>
    read(async reader => {
      const found = await list(reader, { ...filter, limit: filter.limit + 1 })
      const items = found.slice(0, filter.limit)
      return { items, next: found.length > items.length ? items.at(-1) : undefined }
    })
