import { type Lease, type Sql, storeErrors } from '@amparo/store'
import { TILE_LEAVES } from '../domain/levels.ts'
import { type KeyOf, NO_KEY, type PlacedLeaf, type Placement } from '../domain/placement.ts'
import { type DrawnKey, drawnOf, type KeyIds } from './open-keys.ts'

/**
 * All that a placement writes, and the keys that it needs and that are not stored yet: one statement, and so one transaction, one question and
 * one commit (migration 027). Throws lease_lost, and a unique violation of `leaf_entry_id_key` if an id stands in the log already.
 */
export async function appendLeaves(
  statement: Sql,
  { name, token }: Lease,
  { fresh, subtrees, tiles }: Placement,
): Promise<KeyIds> {
  const [first] = fresh
  if (first === undefined) return new Map()
  const drawn = drawnOf(fresh.flatMap(({ actor, subject }) => [actor.key, subject.key]))
  const [row] = await statement<{ ids: string[] | null }>(
    `select append_leaves($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) as ids`,
    [
      ...[name, String(token)],
      ...[drawn.map(key => key.name), drawn.map(key => Buffer.from(key.wrapped))],
      ...packed(fresh),
      ...[first.index, first.takenAt, list(fresh, leaf => leaf.entryId), fresh.map(leaf => leaf.source)],
      list(fresh, leaf => leaf.sequence),
      ...numbersOf(fresh),
      ...keysOf(fresh, drawn),
      ...[list(subtrees, subtree => subtree.level), list(subtrees, subtree => subtree.index)],
      Buffer.concat(subtrees.map(subtree => subtree.hash)),
      ...[Math.floor(first.index / TILE_LEAVES), Buffer.concat(tiles.flat())],
    ],
    'leaves_append',
  )
  if (!row?.ids) throw storeErrors.lease_lost()
  const { ids } = row
  return new Map(drawn.map(({ key }, nth) => [key, Number(ids[nth])]))
}

/** As the database reads it. What is in it are numbers and UUIDs; the driver would look for what to escape in each. */
const list = <T>(of: readonly T[], value: (item: T) => number | string): string => `{${of.map(value).join(',')}}`

/**
 * Bytes go as one parameter, from which the database cuts each row's own: as an array they would be written in hexadecimal and read again,
 * which takes as long as the rest. With it, where each leaf's begin, from 1, and how long its parts are.
 */
function packed(leaves: readonly PlacedLeaf[]): readonly (Buffer | string)[] {
  let at = 1
  const begins = leaves.map(({ record, leafHash, actor, subject }) => {
    const begin = at
    at += record.length + leafHash.length + actor.sealed.length + subject.sealed.length
    return begin
  })
  return [
    Buffer.concat(
      leaves.flatMap(leaf => [leaf.record, leaf.leafHash, leaf.actor.sealed, leaf.subject.sealed]),
      at - 1,
    ),
    list(begins, begin => begin),
    list(leaves, leaf => leaf.record.length),
    list(leaves, leaf => leaf.actor.sealed.length),
    list(leaves, leaf => leaf.subject.sealed.length),
  ]
}

/** Epochs and numbers that sources gave; in a batch that has none of them nothing is sent. */
function numbersOf(leaves: readonly PlacedLeaf[]): readonly string[] {
  if (leaves.every(({ logNumber }) => logNumber === undefined)) return ['{}', '{}']
  return [list(leaves, leaf => leaf.logNumber?.epoch ?? 'NULL'), list(leaves, leaf => leaf.logNumber?.number ?? 'NULL')]
}

/** Ids of the keys of both halves; of one that is stored now its place among those, from -1 downwards. */
function keysOf(leaves: readonly PlacedLeaf[], drawn: readonly DrawnKey[]): readonly string[] {
  const places = new Map(drawn.map(({ key }, nth) => [key, -nth - 1]))
  const idOf = (key: KeyOf) => key.id ?? places.get(key) ?? NO_KEY
  return [list(leaves, leaf => idOf(leaf.actor.key)), list(leaves, leaf => idOf(leaf.subject.key))]
}
