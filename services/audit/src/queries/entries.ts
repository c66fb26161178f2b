import { Action } from '@amparo/contracts'
import { readPage, type Store } from '@amparo/store'
import type { Projection } from '../commands/projection.ts'
import { type Projected, type Search, shapeOf } from '../domain/projected.ts'
import type { AskNames } from '../ports/names.ts'
import type { Enter, Worker } from '../ports/own-log.ts'
import { searchProjected } from '../store/projection.ts'

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

interface ListDeps extends ReadingDeps {
  readonly names: AskNames
}

interface Asked extends Search {
  /** Only entries before this leaf. */
  readonly before: number | undefined
  readonly limit: number
}

/**
 * Newest first. The auditor of a hub sees all entries of the hub; there are no others here. That it was read is in the log before it is
 * answered: by which fields it was asked, and whose trail it was if it was one person's. Of a person by all names it shows none but that which
 * was asked for: by the others agencies could not be told apart from one another any more. Throws service_unavailable.
 */
export const listEntries =
  ({ store, projection, enter, names }: ListDeps) =>
  async (by: Worker, { before, limit, ...search }: Asked): Promise<EntryPage> => {
    const { subjectRef, allNames, ...others } = search
    const subjectRefs =
      subjectRef === undefined ? undefined : [subjectRef, ...(allNames ? await names(subjectRef) : [])]
    await projection.catchUp()
    const page = await store.read(reader =>
      readPage(limit, most => searchProjected(reader, { ...others, subjectRefs, before, limit: most })),
    )
    const code = `entries:${shapeOf(search)}`
    await enter(by, { action: Action.LOG_READ, code, subjectRef: search.subjectRef ?? '' })
    const shown = (entry: Projected): Projected =>
      allNames && entry.subjectRef !== subjectRef ? { ...entry, subjectRef: undefined } : entry
    return { entries: page.items.map(shown), next: page.last?.index }
  }
