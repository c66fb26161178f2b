import { type Entry, EntrySchema, fromBinary } from '@amparo/contracts'
import type { Store } from '@amparo/store'
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
      const leaves = await listLeaves(reader, { ...filter, limit: filter.limit + 1 })
      const page = leaves.slice(0, filter.limit)
      return { entries: page.map(toEntry), next: leaves.length > filter.limit ? page.at(-1)?.index : undefined }
    })

const toEntry = ({ index, leafHash, entry }: LeafRow): LoggedEntry => ({
  index,
  leafHash,
  entry: fromBinary(EntrySchema, entry),
})
