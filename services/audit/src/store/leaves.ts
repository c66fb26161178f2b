import type { Reader, Transaction } from '@amparo/store'
import type { HashedSubtree } from '../domain/frontier.ts'
import type { ReadRun } from '../domain/levels.ts'
import type { Edge, Placed, PlacedLeaf } from '../domain/placement.ts'
import { keysOf, LEAF_COLUMNS, type LeafColumns, type LeafRow, openRow, triedRow } from './leaf-rows.ts'
import { type HalfKeys, idIn, type KeyIds } from './open-keys.ts'

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

export async function findPlaced(
  tx: Transaction,
  keys: Keys,
  entryIds: readonly string[],
): Promise<Map<string, Placed>> {
  const rows = await tx.sql<LeafColumns>(
    `select ${LEAF_COLUMNS} from leaf where entry_id = any ($1::uuid[])`,
    [entryIds],
    'leaves_placed',
  )
  const found = await keys.forReading(tx, keysOf(rows))
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
  return { sequences: new Map(rows.map(row => [row.source, Number(row.last)])), takenAt: Number(last?.at ?? 0) }
}

/**
 * One after the other, as they were placed. Bytes go as one parameter, from which the database cuts each row's own: as an array they
 * would be written in hexadecimal and read again, which takes as long as the rest.
 */
export async function insertLeaves({ sql }: Transaction, leaves: readonly PlacedLeaf[], ids: KeyIds): Promise<void> {
  const [first] = leaves
  if (first === undefined) return
  const parts = leaves.flatMap(leaf => [leaf.record, leaf.leafHash, leaf.actor.sealed, leaf.subject.sealed])
  await sql(
    `insert into leaf (index, entry_id, record, leaf_hash, source, sequence, taken_at,
                       actor, actor_key, subject, subject_key)
     select $2::bigint + nth - 1, entry_id, substring($1::bytea from at for r), substring($1 from at + r for 32), source,
            sequence, to_timestamp($3::bigint), substring($1 from at + r + 32 for a), actor_key,
            substring($1 from at + r + 32 + a for s), subject_key
       from unnest($4::uuid[], $5::int[], $6::int[], $7::int[], $8::int[], $9::text[], $10::bigint[], $11::bigint[],
                   $12::bigint[])
            with ordinality as fresh (entry_id, at, r, a, s, source, sequence, actor_key, subject_key, nth)`,
    [
      Buffer.concat(parts),
      first.index,
      first.takenAt,
      leaves.map(leaf => leaf.entryId),
      beginnings(leaves),
      leaves.map(leaf => leaf.record.length),
      leaves.map(leaf => leaf.actor.sealed.length),
      leaves.map(leaf => leaf.subject.sealed.length),
      leaves.map(leaf => leaf.source),
      leaves.map(leaf => leaf.sequence),
      leaves.map(leaf => idIn(ids, leaf.actor.key)),
      leaves.map(leaf => idIn(ids, leaf.subject.key)),
    ],
    'leaves_insert',
  )
}

/** Where each leaf's bytes begin, from 1. */
function beginnings(leaves: readonly PlacedLeaf[]): number[] {
  let at = 1
  return leaves.map(({ record, leafHash, actor, subject }) => {
    const begin = at
    at += record.length + leafHash.length + actor.sealed.length + subject.sealed.length
    return begin
  })
}

export async function insertSubtrees({ sql }: Transaction, subtrees: readonly HashedSubtree[]): Promise<void> {
  if (subtrees.length === 0) return
  await sql(
    'insert into subtree (level, index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    [
      subtrees.map(subtree => subtree.level),
      subtrees.map(subtree => subtree.index),
      subtrees.map(subtree => buffer(subtree.hash)),
    ],
  )
}

/** Stored hashes, as a proof needs them: one value, since a row for each would take longer than to hash them. */
export const readRun =
  ({ sql }: Pick<Reader, 'sql'>): ReadRun =>
  async ({ level, first, count }) => {
    const [row] =
      level === 0
        ? await sql<{ hashes: Buffer | null }>(
            `select string_agg(leaf_hash, '' order by index) as hashes from leaf where index >= $1 and index < $2`,
            [first, first + count],
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
  const rows = await reader.sql<LeafColumns & { record: Buffer }>(
    `select ${LEAF_COLUMNS}, record from leaf where entry_id = $1`,
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

const buffer = (bytes: Uint8Array) => Buffer.from(bytes)
