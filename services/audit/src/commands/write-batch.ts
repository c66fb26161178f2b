import type { Clock } from '@amparo/kernel'
import { fenced, type Lease, type Store } from '@amparo/store'
import { hashRanges } from '../domain/levels.ts'
import { type Edge, emptyEdge, type NewLeaf, type Placement, place } from '../domain/placement.ts'
import { subtreesOf } from '../domain/ranges.ts'
import { hasher } from '../hasher.ts'
import {
  findPlaced,
  indexSubjects,
  insertLeaves,
  insertSubtrees,
  lastNumbers,
  readRun,
  sizeOf,
} from '../store/leaves.ts'

/** The only two things done to the log. Both throw when somebody else has taken the lease. */
export interface LogWriter {
  load(): Promise<Edge>
  /** All of them or none. `edge` is the log as it was left by the last write. */
  write(edge: Edge, leaves: readonly NewLeaf[]): Promise<Placement>
}

export const logWriter = ({ run }: Pick<Store, 'run'>, lease: Lease, now: Clock): LogWriter => ({
  load: () =>
    run(async tx => {
      await fenced(tx, lease)
      const size = await sizeOf(tx)
      if (size === 0) return emptyEdge
      const subtrees = subtreesOf({ begin: 0, end: size })
      const ranges = subtrees.map(({ level, index }) => ({ begin: index * 2 ** level, end: (index + 1) * 2 ** level }))
      const hashes = await hashRanges(ranges, readRun(tx), hasher)
      const hashed = subtrees.map((subtree, i) => ({ ...subtree, hash: hashes[i] ?? hasher.empty() }))
      return { frontier: { size, subtrees: hashed }, ...(await lastNumbers(tx)) }
    }),
  write: (edge, leaves) =>
    run(async tx => {
      await fenced(tx, lease)
      const known = await findPlaced(
        tx,
        leaves.map(leaf => leaf.entryId),
      )
      const placement = place(edge, { leaves, known, now: now() }, hasher)
      await insertLeaves(tx, placement.fresh)
      await indexSubjects(tx, placement.fresh)
      await insertSubtrees(tx, placement.subtrees)
      return placement
    }),
})
