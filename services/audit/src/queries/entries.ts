import { Action } from '@amparo/contracts'
import { readPage, type Store } from '@amparo/store'
import type { Projection } from '../commands/projection.ts'
import { type Projected, shapeOf } from '../domain/projected.ts'
import type { Enter, Worker } from '../ports/own-log.ts'
import { type Paged, searchProjected } from '../store/projection.ts'

export interface EntryPage {
  readonly entries: readonly Projected[]
  /** Entries before this index are on the next page. */
  readonly next: number | undefined
}

export interface ReadingDeps {
  readonly store: Pick<Store, 'read'>
  readonly projection: Projection
  readonly enter: Enter
}

/**
 * Newest first. The auditor of a hub sees all entries of the hub; there are no others here. That it was read is in the log before it is
 * answered: by which fields it was asked, and whose trail it was if it was one person's.
 */
export const listEntries =
  ({ store, projection, enter }: ReadingDeps) =>
  async (by: Worker, { before, limit, ...search }: Paged): Promise<EntryPage> => {
    await projection.catchUp()
    const page = await store.read(reader =>
      readPage(limit, most => searchProjected(reader, { ...search, before, limit: most })),
    )
    const code = `entries:${shapeOf(search)}`
    await enter(by, { action: Action.LOG_READ, code, subjectRef: search.subjectRef ?? '' })
    return { entries: page.items, next: page.last?.index }
  }
