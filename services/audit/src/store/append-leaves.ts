import { type Lease, type Sql, storeErrors } from '@amparo/store'
import { TILE_LEAVES } from '../domain/levels.ts'
import { type KeyOf, NO_KEY, type PlacedLeaf, type Placement } from '../domain/placement.ts'
import { int4Array, int8Array } from './number-array.ts'
import { type DrawnKey, drawnOf, type KeyIds } from './open-keys.ts'

/** A placement as the database takes it. Undefined parameters: nothing of it is new. */
export interface PackedLeaves {
  readonly drawn: readonly DrawnKey[]
  readonly params: readonly unknown[] | undefined
}

/** All that a placement writes, and the keys that it needs and that are not stored yet. */
export function packLeaves({ fresh, subtrees, tiles }: Placement): PackedLeaves {
  const [first] = fresh
  if (first === undefined) return { drawn: [], params: undefined }
  const drawn = drawnOf(fresh.flatMap(({ actor, subject }) => [actor.key, subject.key]))
  const params = [
    ...[drawn.map(key => key.name), drawn.map(key => Buffer.from(key.wrapped))],
    ...[first.index, first.takenAt, list(fresh, leaf => leaf.entryId)],
    ...sourcesOf(fresh),
    ...numbersOf(fresh),
    ...keysOf(fresh, drawn),
    ...[list(subtrees, subtree => subtree.level), list(subtrees, subtree => subtree.index)],
    Buffer.concat(subtrees.map(subtree => subtree.hash)),
    ...[Math.floor(first.index / TILE_LEAVES), Buffer.concat(tiles.flat())],
    ...packed(fresh),
  ]
  return { drawn, params }
}

/**
 * Writes all of it: one statement, and so one transaction, one question and one commit (migration 035). Throws lease_lost, and a unique
 * violation of `leaf_entry_id_key` if an id stands in the log already.
 */
export async function appendLeaves(
  statement: Sql,
  { name, token }: Lease,
  { drawn, params }: PackedLeaves,
): Promise<KeyIds> {
  if (params === undefined) return new Map()
  const [row] = await statement<{ ids: string[] | null }>(
    `select append_leaves($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) as ids`,
    [name, String(token), ...params],
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
 * which takes as long as the rest. Before it, from 1, where each leaf begins, its halves, the second of them, and where the last one ends.
 * Last of all, since whoever writes the question makes room for each parameter anew, and copies what is there.
 */
function packed(leaves: readonly PlacedLeaf[]): readonly Buffer[] {
  let length = 0
  for (const { record, leafHash, actor, subject } of leaves)
    length += leafHash.length + record.length + actor.sealed.length + subject.sealed.length
  const bytes = Buffer.allocUnsafe(length)
  const cuts = [1]
  let at = 0
  const put = (part: Uint8Array) => {
    bytes.set(part, at)
    at += part.length
  }
  for (const { record, leafHash, actor, subject } of leaves) {
    put(leafHash)
    put(record)
    cuts.push(at + 1)
    put(actor.sealed)
    cuts.push(at + 1)
    put(subject.sealed)
    cuts.push(at + 1)
  }
  return [int4Array(cuts), bytes]
}

/** Names of those that are there, which of them each leaf is of, counted from 1, and its number there. */
function sourcesOf(leaves: readonly PlacedLeaf[]): readonly (string[] | Buffer)[] {
  const places = new Map<string, number>()
  const placeOf = ({ source }: PlacedLeaf): number => {
    const place = places.get(source) ?? places.size + 1
    if (place > places.size) places.set(source, place)
    return place
  }
  const sourceOf = int4Array(leaves.map(placeOf))
  return [[...places.keys()], sourceOf, int8Array(leaves.map(leaf => leaf.sequence))]
}

/** Epochs and numbers that sources gave; in a batch that has none of them nothing is sent. */
function numbersOf(leaves: readonly PlacedLeaf[]): readonly Buffer[] {
  const numbered = leaves.some(({ logNumber }) => logNumber !== undefined) ? leaves : []
  return [
    int8Array(numbered.map(({ logNumber }) => logNumber?.epoch)),
    int8Array(numbered.map(({ logNumber }) => logNumber?.number)),
  ]
}

/** Ids of the keys of both halves; of one that is stored now its place among those, from -1 downwards. */
function keysOf(leaves: readonly PlacedLeaf[], drawn: readonly DrawnKey[]): readonly Buffer[] {
  const places = new Map(drawn.map(({ key }, nth) => [key, -nth - 1]))
  const idOf = (key: KeyOf) => key.id ?? places.get(key) ?? NO_KEY
  return [int8Array(leaves.map(leaf => idOf(leaf.actor.key))), int8Array(leaves.map(leaf => idOf(leaf.subject.key)))]
}
