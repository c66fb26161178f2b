import { readPage } from '@amparo/store'
import { enterLook } from '../commands/enter-look.ts'
import { type ReadingDeps, readAsLogged, type ShownRow } from '../commands/read-as-logged.ts'
import { type Search, shapeOf } from '../domain/projected.ts'
import type { AskNames } from '../ports/names.ts'
import type { Worker } from '../ports/own-log.ts'
import { searchProjected } from '../store/projection.ts'

export interface EntryPage {
  readonly entries: readonly ShownRow[]
  /** Entries before this index are on the next page. */
  readonly next: number | undefined
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
 * answered: by which fields it was asked, and whose trail was looked at, also where it is shown by another field, or by a referral alone. Of a person by all names it shows none but that which
 * was asked for: by the others agencies could not be told apart from one another any more. Throws service_unavailable.
 */
export const listEntries =
  ({ names, ...deps }: ListDeps) =>
  async (by: Worker, { before, limit, ...search }: Asked): Promise<EntryPage> => {
    const { subjectRef, allNames, ...others } = search
    const ofPerson = subjectRef === undefined ? undefined : [subjectRef, ...(allNames ? await names(subjectRef) : [])]
    await deps.projection.catchUp()
    const asked = { ...others, subjectRefs: ofPerson, before }
    const { rows, next } = await readAsLogged(deps, async reader => {
      const { items, last } = await readPage(limit, most => searchProjected(reader, { ...asked, limit: most }))
      return { rows: items, next: last?.index }
    })
    const code = `entries:${shapeOf(search)}`
    await enterLook(deps, by, { code, shown: subjectRef === undefined ? rows : [{ subjectRef }] })
    const shown = (entry: ShownRow): ShownRow =>
      allNames && entry.subjectRef !== subjectRef ? { ...entry, subjectRef: undefined } : entry
    return { entries: rows.map(shown), next }
  }
