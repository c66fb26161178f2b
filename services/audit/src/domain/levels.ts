import { fold } from './frontier.ts'
import type { Hasher } from './hasher.ts'
import { type Range, type Subtree, subtreesOf } from './ranges.ts'

/**
 * Only subtrees on every eighth level are stored (those of 256, 65,536, ... leaves; leaves themselves are level 0), and leaves by tiles of 256:
 * two rows more in 256, and a proof reads at most 256 hashes of each stored level instead of the tree.
 */
export const STORED_LEVELS = 8
export const TILE_LEAVES = 2 ** STORED_LEVELS
const WIDTH = TILE_LEAVES

/** A run of stored hashes on one stored level, within one block of 256. */
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

/** Hashes of ranges of leaves. What lies in one block of 256 is read once, and all blocks are asked for at once. */
export async function hashRanges(ranges: readonly Range[], read: ReadRun, hasher: Hasher): Promise<Uint8Array[]> {
  const needed = ranges.map(range => subtreesOf(range).map(storedRun))
  const blocks = await readBlocks(needed.flat(), read)
  const subtreeHash = (run: StoredRun) => {
    const from = run.first % WIDTH
    return pairUp((blocks.get(blockOf(run)) ?? []).slice(from, from + run.count), hasher)
  }
  return needed.map(runs => fold(runs.map(subtreeHash), hasher))
}

async function readBlocks(runs: readonly StoredRun[], read: ReadRun): Promise<Map<string, readonly Uint8Array[]>> {
  const whole = new Map<string, StoredRun>()
  for (const run of runs) {
    const first = run.first - (run.first % WIDTH)
    const count = Math.max(whole.get(blockOf(run))?.count ?? 0, run.first + run.count - first)
    whole.set(blockOf(run), { level: run.level, first, count })
  }
  return new Map(await Promise.all([...whole].map(async ([block, run]) => [block, await read(run)] as const)))
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
