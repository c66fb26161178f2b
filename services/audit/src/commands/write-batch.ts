import type { Clock } from '@amparo/kernel'
import { fenced, type Lease, type Store } from '@amparo/store'
import { hashRanges } from '../domain/levels.ts'
import { type Edge, emptyEdge, type NewLeaf, type Placement, place, type SealedLeaf } from '../domain/placement.ts'
import { subtreesOf } from '../domain/ranges.ts'
import { hasher } from '../hasher.ts'
import { findPlaced, insertLeaves, insertSubtrees, lastNumbers, readRun, sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { sealLeaves } from './seal-leaves.ts'

/** Entries that are encrypted and not written yet. */
export interface Sealed {
  readonly at: Date
  readonly leaves: readonly SealedLeaf[]
}

/** All that is done to the log. */
export interface LogWriter {
  /** Throws, as `write` does, when somebody else has taken the lease. */
  load(): Promise<Edge>
  /** Writes nothing, so that it can be done while others are written. One call at a time. */
  seal(leaves: readonly NewLeaf[]): Promise<Sealed>
  /** All of them or none. `edge` is the log as it was left by the last write. */
  write(edge: Edge, sealed: Sealed): Promise<Placement>
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
  seal: async leaves => {
    const at = now()
    return { at, leaves: await sealLeaves(leaves, keys, at) }
  },
  write: async (edge, { at, leaves }) => {
    const entryIds = leaves.map(leaf => leaf.entryId)
    const used = leaves.flatMap(({ actor, subject }) => [actor.key, subject.key])
    try {
      const { placement, ids } = await run(async tx => {
        // What is sent at once is answered in one go.
        const [known, ids] = await Promise.all([
          findPlaced(tx, keys, entryIds),
          keys.store(tx, used),
          fenced(tx, lease),
        ])
        const placement = place(edge, { leaves, known, now: at }, hasher)
        await Promise.all([insertLeaves(tx, placement.fresh, ids), insertSubtrees(tx, placement.subtrees)])
        return { placement, ids }
      })
      keys.stored(ids)
      return placement
    } catch (error) {
      // It is not known which of them stand there.
      keys.forget(used.flatMap(({ id, name }) => (id === undefined ? [name] : [])))
      throw error
    }
  },
})
