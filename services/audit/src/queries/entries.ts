import { type Entry, EntrySchema, fromBinary } from '@amparo/contracts'
import { readPage, type Store } from '@amparo/store'
import type { LeafFilter, LeafRow } from '../store/leaves.ts'
import { listLeaves } from '../store/leaves.ts'

export interface LoggedEntry {
  readonly index: number
  readonly leafHash: Uint8Array
  readonly entry: Entry
}

export interface EntryPage {
  readonly entries: readonly LoggedEntry[]
  /** Entries before this index are on the next page. */
  readonly next: number | undefined
}

/** Newest first. The auditor of a hub sees all entries of the hub; there are no others here. */
export const listEntries =
  ({ read }: Pick<Store, 'read'>) =>
  (filter: LeafFilter): Promise<EntryPage> =>
    read(async reader => {
      const { items, last } = await readPage(filter.limit, limit => listLeaves(reader, { ...filter, limit }))
      return { entries: items.map(toEntry), next: last?.index }
    })

const toEntry = ({ index, leafHash, entry }: LeafRow): LoggedEntry => ({
  index,
  leafHash,
  entry: fromBinary(EntrySchema, entry),
})
