import type { Store } from '@amparo/store'
import type { Detail } from '../domain/detail.ts'
import { withDetails } from '../store/details.ts'
import { type ListFilter, listReferrals as list, type Position } from '../store/list.ts'

export type { Position }

export interface Page {
  readonly details: readonly Detail[]
  /** Undefined: this was the last page. */
  readonly next: Position | undefined
}

/** One page of an agency's own box, and where the next begins. */
export const listReferrals =
  ({ read }: Pick<Store, 'read'>) =>
  (filter: ListFilter): Promise<Page> =>
    read(async reader => {
      const found = await list(reader, { ...filter, limit: filter.limit + 1 })
      const shown = found.slice(0, filter.limit)
      const last = found.length > shown.length ? shown.at(-1) : undefined
      return {
        details: await withDetails(reader, shown),
        next: last && { submittedAt: last.submittedAt, id: last.id },
      }
    })
