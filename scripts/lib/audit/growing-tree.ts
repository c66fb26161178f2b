import { merkleEmpty, merkleNode, TILE_WIDTH } from '@amparo/crypto/tlog'

/** Told of each hash as it is computed; `level` and `index` as tiles have them. */
type Hashed = (level: number, index: number, hash: Uint8Array) => void

/** A tree that leaves are added to: of each level it keeps the hashes of the tile at the right edge, and no others. */
export function growingTree(hashed: Hashed) {
  const edge: Uint8Array[][] = []
  const counts: number[] = []
  const add = (level: number, hash: Uint8Array): void => {
    const tile = edge[level] ?? []
    edge[level] = tile
    const index = counts[level] ?? 0
    counts[level] = index + 1
    hashed(level, index, hash)
    tile.push(hash)
    if (tile.length < TILE_WIDTH) return
    edge[level] = []
    add(level + 1, rootOf(tile))
  }
  return {
    add: (leaf: Uint8Array) => add(0, leaf),
    /** RFC 6962. */
    root(): Uint8Array {
      const subtrees = edge.toReversed().flatMap(complete)
      return subtrees.length === 0 ? merkleEmpty() : subtrees.reduceRight((right, left) => merkleNode(left, right))
    },
  }
}

/** The complete subtrees over fewer hashes than a tile has, largest first: as the bits of their number say. */
function complete(hashes: readonly Uint8Array[]): Uint8Array[] {
  const found: Uint8Array[] = []
  let at = 0
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if (at + width > hashes.length) continue
    found.push(rootOf(hashes.slice(at, at + width)))
    at += width
  }
  return found
}

/** Of a power of two of hashes. */
function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) row = row.flatMap((left, i) => (i % 2 === 0 ? [merkleNode(left, row[i + 1] ?? left)] : []))
  return row[0] ?? merkleEmpty()
}
