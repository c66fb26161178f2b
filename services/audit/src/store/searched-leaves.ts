import type { Reader } from '@amparo/store'
import { mapInTurns } from '../in-turns.ts'
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
  /** Of the person's key, which is gone, though nobody of that key was erased: of whom the entry is cannot be read. */
  readonly lostKey: number | undefined
}

interface Columns extends LeafColumns {
  readonly source: string
  readonly taken_at: Date
  readonly lost: boolean
}

/** Of a person; 0 is one that nobody kept. */
const LOST = `subject_key <> 0 and subject_key <> actor_key
  and not exists (select from half_key where id = subject_key) and not (select ids from half_key_gone) @> subject_key`

/** In order, from an index on; of what is kept, be it beyond its time. */
export const leavesFrom = (
  reader: Reader,
  keys: Pick<HalfKeys, 'forReading'>,
  first: number,
  limit: number,
): Promise<SearchedLeaf[]> =>
  leavesIn(
    reader,
    keys,
    `(select distinct index from kept_half
       where index >= $1 and index < (select index from minimum) order by index limit $2)
      union all
     (select index from leaf where index >= greatest($1, (select index from minimum)) order by index limit $2)
      order by index limit $2`,
    [first, limit],
  )

/** Of these places, in order, those that are kept, be it beyond their time. */
export const leavesAt = (
  reader: Reader,
  keys: Pick<HalfKeys, 'forReading'>,
  indices: readonly number[],
): Promise<SearchedLeaf[]> =>
  leavesIn(
    reader,
    keys,
    `select index from unnest($1::bigint[]) as asked (index)
      where index >= (select index from minimum) or exists (select from kept_half where kept_half.index = asked.index)`,
    [indices],
  )

/** `kept` selects their places. */
async function leavesIn(
  reader: Reader,
  keys: Pick<HalfKeys, 'forReading'>,
  kept: string,
  params: readonly unknown[],
): Promise<SearchedLeaf[]> {
  const rows = await reader.sql<Columns>(
    `with minimum as (select coalesce(max(index), 0) as index from log_minimum),
          kept as (${kept})
     select ${LEAF_COLUMNS}, source, taken_at, coalesce(${LOST}, false) as lost from readable_leaf
      where index in (select index from kept) order by index`,
    params,
  )
  const found = await keys.forReading(reader, keysOf(rows))
  return mapInTurns(rows, row => ({
    ...{ index: Number(row.index), entryId: row.entry_id, leafHash: row.leaf_hash },
    ...{ source: row.source, takenAt: row.taken_at, opened: triedRow(row, found) },
    lostKey: row.lost ? Number(row.subject_key) : undefined,
  }))
}
