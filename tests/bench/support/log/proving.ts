import { randomBytes } from 'node:crypto'
import { COMMITMENT_SALT_BYTES, commitmentTo, provesInclusion } from '@amparo/crypto/tlog'
import type { Client } from 'pg'
import { formatLeafRecord } from '../../../../services/audit/src/domain/leaf-record.ts'
import { STORED_LEVELS, TILE_LEAVES } from '../../../../services/audit/src/domain/levels.ts'
import { hasher } from '../../../../services/audit/src/hasher.ts'
import { proveEntry } from '../../../../services/audit/src/queries/proofs.ts'
import type { Writer } from './database.ts'

const HASH_BYTES = 32
/** Tiles to a statement. */
const AT_ONCE = 256
/** Until what a proof calls is compiled. */
const WARM = 4_000
const TIMES = 4_000

/**
 * The tree of a log of so many leaves, as the service would have put it down: hashes of leaves in tiles, and those of subtrees above. Of
 * entries it has rows for those that will be proven, anywhere in it, and for the last 256, whose halves hold nothing and are not encrypted: a
 * proof is of hashes. Answers which will be proven. The tables are filled past their triggers.
 */
export async function fillLog(admin: Client, count: number): Promise<number[]> {
  await admin.query('set search_path to audit')
  await admin.query('set session_replication_role to replica')
  await admin.query('truncate leaf, subtree, tile')
  const proven = Array.from({ length: WARM + TIMES }, () => Math.floor(Math.random() * count))
  const last = Array.from({ length: TILE_LEAVES }, (_, i) => count - 1 - i)
  const byTile = Map.groupBy(new Set([...proven, ...last]), index => Math.floor(index / TILE_LEAVES))
  const whole = Math.floor(count / TILE_LEAVES)
  const roots: Uint8Array[] = []
  let tiles: Uint8Array[] = []
  for (let tile = 0; tile <= whole; tile++) {
    const hashes = randomBytes(TILE_LEAVES * HASH_BYTES)
    await insertLeaves(admin, leavesOf(byTile.get(tile) ?? [], hashes))
    if (tile < whole) {
      tiles.push(hashes)
      roots.push(rootOf(hashesIn(hashes)))
    }
    if (tiles.length < AT_ONCE && tile < whole) continue
    await insertTiles(admin, tile + (tile < whole ? 1 : 0) - tiles.length, tiles)
    tiles = []
  }
  await insertSubtrees(admin, roots)
  await admin.query('set session_replication_role to origin')
  await admin.query('vacuum analyze leaf, subtree, tile')
  return proven
}

const hashesIn = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))

/** Of a power of two of hashes. */
function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) =>
      hasher.node(row[2 * i] ?? hasher.empty(), row[2 * i + 1] ?? hasher.empty()),
    )
  return row[0] ?? hasher.empty()
}

async function insertTiles(admin: Client, first: number, tiles: readonly Uint8Array[]): Promise<void> {
  await admin.query(
    `insert into tile (index, hashes) select $1::bigint + nth, substring($2::bytea from nth * 8192 + 1 for 8192)
       from generate_series(0, $3::int - 1) as nth`,
    [first, Buffer.concat(tiles), tiles.length],
  )
}

interface Leaf {
  readonly index: number
  readonly record: Buffer
  readonly hash: Uint8Array
}

const SALT = randomBytes(COMMITMENT_SALT_BYTES)
const NOTHING = { commitment: commitmentTo(new Uint8Array(), SALT), sealedHash: new Uint8Array(HASH_BYTES) }

/** Puts their hashes in their places among those of the tile. */
function leavesOf(indices: readonly number[], tile: Buffer): Leaf[] {
  return indices.map(index => {
    const placed = { source: 'redaction', sequence: index + 1, takenAt: 1_790_000_000 }
    const record = Buffer.from(formatLeafRecord({ ...placed, actor: NOTHING, subject: NOTHING }))
    const hash = hasher.leaf(record)
    tile.set(hash, (index % TILE_LEAVES) * HASH_BYTES)
    return { index, record, hash }
  })
}

async function insertLeaves(admin: Client, leaves: readonly Leaf[]): Promise<void> {
  if (leaves.length === 0) return
  await admin.query(
    `insert into leaf (index, entry_id, record, leaf_hash, source, sequence, taken_at, actor, actor_salt, subject, subject_salt)
     select n, md5(n::text)::uuid, record, hash, 'redaction', n + 1, now(), '', $4, '', $4
       from unnest($1::bigint[], $2::bytea[], $3::bytea[]) as one (n, record, hash)`,
    [leaves.map(one => one.index), leaves.map(one => one.record), leaves.map(one => one.hash), SALT],
  )
}

/** Level upon level, as far as subtrees are complete. */
async function insertSubtrees(admin: Client, roots: readonly Uint8Array[]): Promise<void> {
  for (let level = STORED_LEVELS, row = roots; row.length > 0; level += STORED_LEVELS) {
    await admin.query(
      `insert into subtree (level, index, hash) select $1::int, nth, substring($2::bytea from nth * 32 + 1 for 32)
         from generate_series(0, $3::int - 1) as nth`,
      [level, Buffer.concat(row), row.length],
    )
    const below = row
    row = Array.from({ length: Math.floor(below.length / TILE_LEAVES) }, (_, i) =>
      rootOf(below.slice(i * TILE_LEAVES, (i + 1) * TILE_LEAVES)),
    )
  }
}

/** Milliseconds for the proof of one entry after the other; each is checked. */
export async function proveFor({ store }: Writer, admin: Client, proven: readonly number[]) {
  const prove = proveEntry(store, { forReading: async () => new Map() })
  const times: number[] = []
  for (const [n, at] of proven.entries()) {
    const [row] = (await admin.query<{ id: string }>('select md5($1::text)::uuid as id', [String(at)])).rows
    const began = performance.now()
    const { index, leafHash, proof, head } = await prove(row?.id ?? '')
    if (n >= WARM) times.push(performance.now() - began)
    if (index !== at || !provesInclusion({ leaf: leafHash, index, proof, ...head })) throw new Error('a proof fails')
  }
  times.sort((a, b) => a - b)
  const share = (of: number) => times[Math.floor(times.length * of)] ?? 0
  return { p50: share(0.5), p99: share(0.99) }
}
