import type { Reader, Transaction } from '@amparo/store'
import type { HashedSubtree } from '../domain/frontier.ts'
import type { ReadRun } from '../domain/levels.ts'
import { type Edge, entryBytes, type Placed, type PlacedLeaf } from '../domain/placement.ts'

/** A leaf as it stands in the log. */
export interface LeafRow extends Placed {
  readonly entryId: string
}

/** The same, with what its proof is shown with. */
export interface ProvableLeaf extends LeafRow {
  /** As it is published. */
  readonly record: Uint8Array
  readonly actorSalt: Uint8Array
  readonly subject: Uint8Array
  readonly subjectSalt: Uint8Array
  readonly actor: Uint8Array
}

interface Columns {
  readonly index: string
  readonly entry_id: string
  readonly leaf_hash: Buffer
  readonly actor: Buffer
  readonly subject: Buffer
}
const COLUMNS = 'index, entry_id, leaf_hash, actor, subject'

/** How many leaves the log has. They have no gaps, so the last one tells. */
export async function sizeOf({ sql }: Pick<Reader, 'sql'>): Promise<number> {
  const [row] = await sql<{ size: string }>('select coalesce(max(index) + 1, 0) as size from leaf')
  return Number(row?.size ?? 0)
}

export async function findPlaced({ sql }: Transaction, entryIds: readonly string[]): Promise<Map<string, Placed>> {
  const rows = await sql<Columns>(`select ${COLUMNS} from leaf where entry_id = any ($1::uuid[])`, [entryIds])
  return new Map(rows.map(row => [row.entry_id, toLeaf(row)]))
}

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

export async function insertLeaves({ sql }: Transaction, leaves: readonly PlacedLeaf[]): Promise<void> {
  if (leaves.length === 0) return
  await sql(
    `insert into leaf (index, entry_id, record, leaf_hash, source, sequence, taken_at,
                       actor, actor_salt, subject, subject_salt, occurred_at, referral_id)
     select index, entry_id, record, leaf_hash, source, sequence, to_timestamp(taken_at),
            actor, actor_salt, subject, subject_salt, occurred_at, referral_id
       from unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[], $5::text[], $6::bigint[], $7::bigint[],
                   $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[], $12::timestamptz[], $13::text[])
            as fresh (index, entry_id, record, leaf_hash, source, sequence, taken_at,
                      actor, actor_salt, subject, subject_salt, occurred_at, referral_id)`,
    [
      leaves.map(leaf => leaf.index),
      leaves.map(leaf => leaf.entryId),
      leaves.map(leaf => buffer(leaf.record)),
      leaves.map(leaf => buffer(leaf.leafHash)),
      leaves.map(leaf => leaf.source),
      leaves.map(leaf => leaf.sequence),
      leaves.map(leaf => leaf.takenAt),
      leaves.map(leaf => buffer(leaf.actor.bytes)),
      leaves.map(leaf => buffer(leaf.actor.salt)),
      leaves.map(leaf => buffer(leaf.subject.bytes)),
      leaves.map(leaf => buffer(leaf.subject.salt)),
      leaves.map(leaf => leaf.occurredAt),
      leaves.map(leaf => leaf.referralId ?? null),
    ],
  )
}

/** Of leaves that stand already. */
export async function indexSubjects({ sql }: Transaction, leaves: readonly PlacedLeaf[]): Promise<void> {
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
      subtrees.map(subtree => buffer(subtree.hash)),
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

export async function findLeaf({ sql }: Reader, entryId: string): Promise<ProvableLeaf | undefined> {
  const [row] = await sql<Columns & { record: Buffer; actor_salt: Buffer; subject_salt: Buffer }>(
    `select ${COLUMNS}, record, actor_salt, subject_salt from leaf where entry_id = $1`,
    [entryId],
  )
  if (row === undefined) return undefined
  const { record, actor, subject, actor_salt: actorSalt, subject_salt: subjectSalt } = row
  return { ...toLeaf(row), record, actor, actorSalt, subject, subjectSalt }
}

/** As they are published, in order. */
export async function readRecords({ sql }: Reader, first: number, count: number): Promise<Uint8Array[]> {
  const rows = await sql<{ record: Buffer }>(
    'select record from leaf where index >= $1 and index < $2 order by index',
    [first, first + count],
  )
  return rows.map(row => row.record)
}

/** In order, from an index on. */
export async function leavesFrom({ sql }: Reader, first: number, limit: number): Promise<LeafRow[]> {
  const rows = await sql<Columns>(`select ${COLUMNS} from leaf where index >= $1 order by index limit $2`, [
    first,
    limit,
  ])
  return rows.map(toLeaf)
}

const toLeaf = (row: Columns): LeafRow => ({
  index: Number(row.index),
  entryId: row.entry_id,
  leafHash: row.leaf_hash,
  entry: entryBytes(row.actor, row.subject),
})

const buffer = (bytes: Uint8Array) => Buffer.from(bytes)
