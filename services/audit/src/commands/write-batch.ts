import type { Clock } from '@amparo/kernel'
import { fenced, type Lease, type Store } from '@amparo/store'
import { hashRanges } from '../domain/levels.ts'
import { type Edge, emptyEdge, type NewLeaf, type Placement, place } from '../domain/placement.ts'
import { subtreesOf } from '../domain/ranges.ts'
import { hasher } from '../hasher.ts'
import { findPlaced, insertLeaves, insertSubtrees, lastNumbers, readRun, sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { sealLeaves } from './seal-leaves.ts'

/** The only two things done to the log. Both throw when somebody else has taken the lease. */
export interface LogWriter {
  load(): Promise<Edge>
  /** All of them or none. `edge` is the log as it was left by the last write. */
  write(edge: Edge, leaves: readonly NewLeaf[]): Promise<Placement>
}

interface LogWriterDeps {
  readonly store: Pick<Store, 'run'>
  readonly keys: HalfKeys
  readonly lease: Lease
  readonly now: Clock
}

export const logWriter = ({ store: { run }, keys, lease, now }: LogWriterDeps): LogWriter => ({
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
  write: async (edge, leaves) => {
    // Before the transaction, which does nothing but database work: a key without an entry harms nobody.
    const at = now()
    const sealed = await sealLeaves(leaves, keys, at)
    return run(async tx => {
      // What is sent at once is answered in one go.
      const ids = sealed.map(leaf => leaf.entryId)
      const [known] = await Promise.all([findPlaced(tx, keys, ids), fenced(tx, lease)])
      const placement = place(edge, { leaves: sealed, known, now: at }, hasher)
      const { fresh, subtrees } = placement
      await Promise.all([insertLeaves(tx, fresh), insertSubtrees(tx, subtrees)])
      return placement
    })
  },
})
