import type { Reader } from '@amparo/store'
import type { ReadRun } from '../domain/levels.ts'
import type { Edge, Placed } from '../domain/placement.ts'
import { keysOf, LEAF_COLUMNS, type LeafColumns, type LeafRow, openRow, triedRow } from './leaf-rows.ts'
import type { HalfKeys } from './open-keys.ts'

type Keys = Pick<HalfKeys, 'forReading'>

const HASH_BYTES = 32

/** The same, with its bytes as they are published. */
export interface ProvableLeaf extends LeafRow {
  readonly record: Uint8Array
}

/** How many leaves the log has. They have no gaps, so the last one tells. */
export async function sizeOf({ sql }: Pick<Reader, 'sql'>): Promise<number> {
  const [row] = await sql<{ size: string }>('select coalesce(max(index) + 1, 0) as size from leaf', [], 'log_size')
  return Number(row?.size ?? 0)
}

/** Of these ids, those that stand in the log. */
export async function findPlaced(
  reader: Reader,
  keys: Keys,
  entryIds: readonly string[],
): Promise<Map<string, Placed>> {
  const rows = await reader.sql<LeafColumns>(
    `select ${LEAF_COLUMNS} from leaf where entry_id = any ($1::uuid[])`,
    [entryIds],
    'leaves_placed',
  )
  const found = await keys.forReading(reader, keysOf(rows))
  return new Map(rows.map(row => [row.entry_id, triedRow(row, found) ?? unreadable(row)]))
}

const unreadable = (row: LeafColumns): Placed => ({
  ...{ index: Number(row.index), leafHash: row.leaf_hash, entry: new Uint8Array(), unreadable: true },
})

/** Each source's last number, and when the last leaf was taken. */
export async function lastNumbers({ sql }: Reader): Promise<Pick<Edge, 'sequences' | 'takenAt'>> {
  // From one source to the next by the index, however many leaves there are.
  const rows = await sql<{ source: string; last: string }>(
    `with recursive found as (
       (select source, sequence as last from leaf order by source desc, sequence desc limit 1)
       union all
       select next.* from found, lateral (
         select source, sequence from leaf where source < found.source order by source desc, sequence desc limit 1) next
     ) select source, last from found`,
  )
  const [last] = await sql<{ at: string }>(
    'select extract(epoch from taken_at)::bigint as at from leaf order by index desc limit 1',
  )
  return {
    sequences: new Map(rows.map(row => [row.source, Number(row.last)])),
    takenAt: Number(last?.at ?? 0),
  }
}

/** Stored hashes, as a proof needs them: one value, since a row for each would take longer than to hash them. */
export const readRun =
  ({ sql }: Pick<Reader, 'sql'>): ReadRun =>
  async ({ level, first, count }) => {
    const [row] =
      level === 0
        ? await sql<{ hashes: Buffer | null }>(
            // Of a tile that is not whole yet each leaf is asked.
            `select coalesce(
               (select substring(hashes from 32 * ($1::bigint % 256)::int + 1 for 32 * $2::int)
                  from tile where index = $1::bigint / 256),
               (select string_agg(leaf_hash, '' order by index)
                  from leaf where index >= $1 and index < $1 + $2)) as hashes`,
            [first, count],
            'leaf_hashes',
          )
        : await sql<{ hashes: Buffer | null }>(
            `select string_agg(hash, '' order by index) as hashes
               from subtree where level = $1 and index >= $2 and index < $3`,
            [level, first, first + count],
            'subtree_hashes',
          )
    const hashes = row?.hashes ?? Buffer.alloc(0)
    return Array.from({ length: hashes.length / HASH_BYTES }, (_, i) =>
      hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
    )
  }

/** Throws record_unreadable. */
export async function findLeaf(reader: Reader, keys: Keys, entryId: string): Promise<ProvableLeaf | undefined> {
  const rows = await reader.sql<LeafColumns>(
    `select ${LEAF_COLUMNS} from readable_leaf where entry_id = $1`,
    [entryId],
    'leaf_found',
  )
  const [row] = rows
  return row && { ...openRow(row, await keys.forReading(reader, keysOf(rows))), record: row.record }
}

/** As they are published, in order. */
export async function readRecords({ sql }: Reader, first: number, count: number): Promise<Uint8Array[]> {
  const rows = await sql<{ record: Buffer }>(
    'select record from leaf where index >= $1 and index < $2 order by index',
    [first, first + count],
  )
  return rows.map(row => row.record)
}
