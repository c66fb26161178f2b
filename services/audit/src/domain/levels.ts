import { fold } from './frontier.ts'
import type { Hasher } from './hasher.ts'
import { type Range, type Subtree, subtreesOf } from './ranges.ts'

/**
 * Only subtrees on every eighth level are stored (those of 256, 65,536, ... leaves; leaves themselves are level 0): one
 * row more in 256, and a proof reads at most 256 hashes of each stored level instead of the tree.
 */
export const STORED_LEVELS = 8
const WIDTH = 2 ** STORED_LEVELS

/** A run of stored hashes on one stored level. */
export interface StoredRun {
  readonly level: number
  readonly first: number
  readonly count: number
}

/** Reads stored hashes: those of subtrees `first` to `first + count - 1` of a stored level, in order. */
export type ReadRun = (run: StoredRun) => Promise<readonly Uint8Array[]>

export const isStored = ({ level }: Subtree): boolean => level > 0 && level % STORED_LEVELS === 0

/** The stored subtrees whose hashes make up that of any complete subtree. */
export function storedRun({ level, index }: Subtree): StoredRun {
  const above = level % STORED_LEVELS
  return { level: level - above, first: index * 2 ** above, count: 2 ** above }
}

/** Hashes of ranges of leaves. Neighbours in one block of 256 are read once. */
export async function hashRanges(ranges: readonly Range[], read: ReadRun, hasher: Hasher): Promise<Uint8Array[]> {
  const blocks = new Map<string, Promise<readonly Uint8Array[]>>()
  const needed = ranges.map(range => subtreesOf(range).map(storedRun))
  const lastOf = new Map<string, number>()
  for (const run of needed.flat()) {
    const end = (run.first % WIDTH) + run.count
    lastOf.set(blockOf(run), Math.max(lastOf.get(blockOf(run)) ?? 0, end))
  }
  const hashesOf = async (run: StoredRun) => {
    const block = blockOf(run)
    const first = run.first - (run.first % WIDTH)
    const reading = blocks.get(block) ?? read({ level: run.level, first, count: lastOf.get(block) ?? WIDTH })
    blocks.set(block, reading)
    return (await reading).slice(run.first - first, run.first - first + run.count)
  }
  return Promise.all(
    needed.map(async runs => {
      const subtrees = await Promise.all(runs.map(async run => pairUp(await hashesOf(run), hasher)))
      return fold(subtrees, hasher)
    }),
  )
}

const blockOf = ({ level, first }: StoredRun) => `${level}/${Math.floor(first / WIDTH)}`

/** Root of a complete subtree from a power of two of hashes. */
function pairUp(hashes: readonly Uint8Array[], hasher: Hasher): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < row.length; i += 2) {
      const [left, right] = [row[i], row[i + 1]]
      if (left && right) above.push(hasher.node(left, right))
    }
    row = above
  }
  const [root] = row
  // A hash that is missing from the log is corruption, never an empty tree.
  if (root === undefined || Math.log2(hashes.length) % 1 !== 0) throw new RangeError('hashes of the log are missing')
  return root
}
