import { readPage, type Store } from '@amparo/store'
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
      const { items, last } = await readPage(filter.limit, limit => list(reader, { ...filter, limit }))
      return { items, next: last }
    })
