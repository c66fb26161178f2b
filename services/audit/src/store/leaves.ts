import type { Reader, Transaction } from '@amparo/store'
import type { HashedSubtree } from '../domain/frontier.ts'
import type { ReadRun } from '../domain/levels.ts'
import type { NewLeaf, Placed } from '../domain/placement.ts'

/** A leaf as it stands in the log. */
export interface LeafRow extends Placed {
  readonly entryId: string
  readonly entry: Uint8Array
}

interface Columns {
  readonly index: string
  readonly entry_id: string
  readonly leaf_hash: Buffer
  readonly entry: Buffer
}

/** How many leaves the log has. They have no gaps, so the last one tells. */
export async function sizeOf({ sql }: Pick<Reader, 'sql'>): Promise<number> {
  const [row] = await sql<{ size: string }>('select coalesce(max(index) + 1, 0) as size from leaf')
  return Number(row?.size ?? 0)
}

export async function findPlaced({ sql }: Transaction, entryIds: readonly string[]): Promise<Map<string, Placed>> {
  const rows = await sql<Columns>('select index, entry_id, leaf_hash from leaf where entry_id = any ($1::uuid[])', [
    entryIds,
  ])
  return new Map(rows.map(row => [row.entry_id, { index: Number(row.index), leafHash: row.leaf_hash }]))
}

export async function insertLeaves({ sql }: Transaction, leaves: readonly (NewLeaf & Placed)[]): Promise<void> {
  if (leaves.length === 0) return
  await sql(
    `insert into leaf (index, entry_id, leaf_hash, entry, occurred_at, source, referral_id)
     select * from unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[], $5::timestamptz[], $6::text[], $7::text[])`,
    [
      leaves.map(leaf => leaf.index),
      leaves.map(leaf => leaf.entryId),
      leaves.map(leaf => Buffer.from(leaf.leafHash)),
      leaves.map(leaf => Buffer.from(leaf.entry)),
      leaves.map(leaf => leaf.occurredAt),
      leaves.map(leaf => leaf.source),
      leaves.map(leaf => leaf.referralId ?? null),
    ],
  )
}

/** Of leaves that stand already. */
export async function indexSubjects({ sql }: Transaction, leaves: readonly (NewLeaf & Placed)[]): Promise<void> {
  const about = leaves.filter(leaf => leaf.subjectRef !== undefined)
  if (about.length === 0) return
  await sql('insert into leaf_subject (subject_ref, index) select * from unnest($1::text[], $2::bigint[])', [
    about.map(leaf => leaf.subjectRef),
    about.map(leaf => leaf.index),
  ])
}

export async function insertSubtrees({ sql }: Transaction, subtrees: readonly HashedSubtree[]): Promise<void> {
  if (subtrees.length === 0) return
  await sql(
    'insert into subtree (level, index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    [
      subtrees.map(subtree => subtree.level),
      subtrees.map(subtree => subtree.index),
      subtrees.map(subtree => Buffer.from(subtree.hash)),
    ],
  )
}

/** Stored hashes, as a proof needs them. */
export const readRun =
  ({ sql }: Pick<Reader, 'sql'>): ReadRun =>
  async ({ level, first, count }) => {
    const rows =
      level === 0
        ? await sql<{ hash: Buffer }>(
            'select leaf_hash as hash from leaf where index >= $1 and index < $2 order by index',
            [first, first + count],
          )
        : await sql<{ hash: Buffer }>(
            'select hash from subtree where level = $1 and index >= $2 and index < $3 order by index',
            [level, first, first + count],
          )
    return rows.map(row => row.hash)
  }

export async function findLeaf({ sql }: Reader, entryId: string): Promise<LeafRow | undefined> {
  const rows = await sql<Columns>('select index, entry_id, leaf_hash, entry from leaf where entry_id = $1', [entryId])
  return rows.map(toLeaf)[0]
}

export interface LeafFilter {
  readonly referralId: string | undefined
  /** Only leaves before this index. */
  readonly before: number | undefined
  readonly limit: number
}

/** Newest first. */
export async function listLeaves({ sql }: Reader, { referralId, before, limit }: LeafFilter): Promise<LeafRow[]> {
  const rows = await sql<Columns>(
    `select index, entry_id, leaf_hash, entry from leaf
     where ($1::text is null or referral_id = $1) and ($2::bigint is null or index < $2)
     order by index desc limit $3`,
    [referralId ?? null, before ?? null, limit],
  )
  return rows.map(toLeaf)
}

/** Of one person, by all the names they have, newest first. */
export async function leavesAbout({ sql }: Reader, subjectRefs: readonly string[], limit: number): Promise<LeafRow[]> {
  const rows = await sql<Columns>(
    `select index, entry_id, leaf_hash, entry from leaf
      where index in (select index from leaf_subject where subject_ref = any ($1) order by index desc limit $2)
      order by index desc`,
    [subjectRefs, limit],
  )
  return rows.map(toLeaf)
}

const toLeaf = (row: Columns): LeafRow => ({
  index: Number(row.index),
  entryId: row.entry_id,
  leafHash: row.leaf_hash,
  entry: row.entry,
})
