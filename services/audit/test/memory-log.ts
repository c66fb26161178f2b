import { append, emptyFrontier, type Frontier, rootOf } from '../src/domain/frontier.ts'
import { isStored, type ReadRun } from '../src/domain/levels.ts'
import { hasher } from '../src/hasher.ts'

/** A log of the given entries: what is stored of it, and its root at each size. */
export function memoryLog(entries: readonly Uint8Array[]) {
  const stored = new Map<number, Uint8Array[]>([[0, []]])
  const roots: Uint8Array[] = [hasher.empty()]
  const reads: number[] = []
  let frontier: Frontier = emptyFrontier
  for (const entry of entries) {
    const leafHash = hasher.leaf(entry)
    stored.get(0)?.push(leafHash)
    const grown = append(frontier, leafHash, hasher)
    frontier = grown.frontier
    for (const subtree of grown.completed.filter(isStored)) {
      stored.set(subtree.level, [...(stored.get(subtree.level) ?? []), subtree.hash])
    }
    roots.push(rootOf(frontier, hasher))
  }
  const read: ReadRun = async ({ level, first, count }) => {
    const hashes = (stored.get(level) ?? []).slice(first, first + count)
    reads.push(hashes.length)
    return hashes
  }
  return { leafHashes: stored.get(0) ?? [], roots, read, reads, frontier }
}

export const numbered = (count: number): Buffer[] => Array.from({ length: count }, (_, i) => Buffer.from(`entry ${i}`))
