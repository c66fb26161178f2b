import { merkleEmpty, merkleNode, TILE_WIDTH } from '@amparo/crypto/tlog'

/** Told of each hash as it is computed; `level` and `index` as tiles have them. */
type Hashed = (level: number, index: number, hash: Uint8Array) => void

/** Where a tree goes on whose first leaves are not there: of each level, how many hashes it has, and those of its last tile that is not full. */
export interface Begun {
  readonly count: number
  readonly edge: readonly Uint8Array[]
}

/** A tree that leaves are added to: of each level it keeps the hashes of the tile at the right edge, and no others. */
export function growingTree(hashed: Hashed, begun: readonly Begun[] = []) {
  const edge: Uint8Array[][] = begun.map(level => [...level.edge])
  const counts: number[] = begun.map(level => level.count)
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
      return subtrees.length === 0 ? EMPTY : subtrees.reduceRight((right, left) => merkleNode(left, right))
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

const EMPTY = merkleEmpty()

/** Of a power of two of hashes. */
function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(merkleNode(row[i] ?? EMPTY, row[i + 1] ?? EMPTY))
    row = above
  }
  return row[0] ?? EMPTY
}
