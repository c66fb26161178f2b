import type { Reader } from '@amparo/store'
import { keysOf, LEAF_COLUMNS, type LeafColumns, type LeafRow, triedRow } from './leaf-rows.ts'
import type { HalfKeys } from './open-keys.ts'

/** A leaf, and its entry as far as it opens. */
export interface SearchedLeaf {
  readonly index: number
  readonly entryId: string
  readonly leafHash: Uint8Array
  readonly source: string
  readonly takenAt: Date
  /** Undefined: what is kept of it, or of its key, was changed. */
  readonly opened: LeafRow | undefined
}

interface Columns extends LeafColumns {
  readonly source: string
  readonly taken_at: Date
}

/** In order, from an index on; of what is kept, be it beyond its time. */
export async function leavesFrom(
  reader: Reader,
  keys: Pick<HalfKeys, 'forReading'>,
  first: number,
  limit: number,
): Promise<SearchedLeaf[]> {
  const rows = await reader.sql<Columns>(
    `select ${LEAF_COLUMNS}, source, taken_at from readable_leaf
      where index >= $1 and (index >= (select coalesce(max(index), 0) from log_minimum) or index in (select index from kept_half))
      order by index limit $2`,
    [first, limit],
  )
  const found = await keys.forReading(reader, keysOf(rows))
  return rows.map(row => ({
    ...{ index: Number(row.index), entryId: row.entry_id, leafHash: row.leaf_hash },
    ...{ source: row.source, takenAt: row.taken_at, opened: triedRow(row, found) },
  }))
}
