import { append, type Frontier, type HashedSubtree } from './frontier.ts'
import type { Hasher } from './hasher.ts'
import { isStored } from './levels.ts'

export interface NewLeaf {
  readonly entryId: string
  readonly entry: Uint8Array
  readonly leafHash: Uint8Array
  readonly occurredAt: Date
  readonly source: string
  readonly referralId: string | undefined
  /** By which name it speaks of a person, if it does. */
  readonly subjectRef?: string | undefined
}

export interface Placed {
  readonly index: number
  readonly leafHash: Uint8Array
}

export interface Placement {
  readonly frontier: Frontier
  /** Leaves to write, in order and without gaps. */
  readonly fresh: readonly (NewLeaf & Placed)[]
  readonly subtrees: readonly HashedSubtree[]
  /** Where each entry stands, those of earlier batches too. */
  readonly placed: ReadonlyMap<string, Placed>
}

/** Gives each new entry the next index; an id that stands in the log already keeps its place. */
export function place(
  frontier: Frontier,
  leaves: readonly NewLeaf[],
  known: ReadonlyMap<string, Placed>,
  hasher: Hasher,
): Placement {
  const placed = new Map(known)
  const fresh: (NewLeaf & Placed)[] = []
  const subtrees: HashedSubtree[] = []
  let edge = frontier
  for (const leaf of leaves) {
    if (placed.has(leaf.entryId)) continue
    const index = edge.size
    const grown = append(edge, leaf.leafHash, hasher)
    edge = grown.frontier
    subtrees.push(...grown.completed.filter(isStored))
    fresh.push({ ...leaf, index })
    placed.set(leaf.entryId, { index, leafHash: leaf.leafHash })
  }
  return { frontier: edge, fresh, subtrees, placed }
}
