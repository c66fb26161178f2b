import type { Hasher } from './hasher.ts'
import type { Subtree } from './ranges.ts'

export interface HashedSubtree extends Subtree {
  readonly hash: Uint8Array
}

/** The right edge of a growing tree: its complete subtrees, largest first. All that appending needs. */
export interface Frontier {
  readonly size: number
  readonly subtrees: readonly HashedSubtree[]
}

export const emptyFrontier: Frontier = { size: 0, subtrees: [] }

/** Adds one leaf. `completed` are the subtrees that it completes, smallest first, the leaf itself not among them. */
export function append(
  frontier: Frontier,
  leafHash: Uint8Array,
  hasher: Hasher,
): { frontier: Frontier; completed: HashedSubtree[] } {
  const completed: HashedSubtree[] = []
  let newest: HashedSubtree = { level: 0, index: frontier.size, hash: leafHash }
  let kept = frontier.subtrees.length
  for (let left = frontier.subtrees[kept - 1]; left?.level === newest.level; left = frontier.subtrees[kept - 1]) {
    kept -= 1
    newest = { level: left.level + 1, index: left.index / 2, hash: hasher.node(left.hash, newest.hash) }
    completed.push(newest)
  }
  const subtrees = frontier.subtrees.slice(0, kept)
  subtrees.push(newest)
  return { frontier: { size: frontier.size + 1, subtrees }, completed }
}

/** RFC 6962 root hash. */
export const rootOf = (frontier: Frontier, hasher: Hasher): Uint8Array =>
  fold(
    frontier.subtrees.map(subtree => subtree.hash),
    hasher,
  )

/** Hash of a range from those of its complete subtrees, left to right. */
export const fold = (hashes: readonly Uint8Array[], hasher: Hasher): Uint8Array =>
  hashes.length === 0 ? hasher.empty() : hashes.reduceRight((right, left) => hasher.node(left, right))
