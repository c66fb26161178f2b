import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import type { TreeHead } from '../domain/checkpoint.ts'
import { errors } from '../domain/errors.ts'
import { consistencyRanges, inclusionRanges } from '../domain/ranges.ts'
import type { OpenHalf } from '../store/half-cipher.ts'
import { findLeaf, type ProvableLeaf, sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { hashesOf, headAndHashes } from './tree.ts'

export interface InclusionProof extends ProvableLeaf {
  readonly actor: OpenHalf
  readonly proof: readonly Uint8Array[]
  readonly head: TreeHead
}

/** That the entry stands in the log as it is now (RFC 6962, 2.1.1). Throws `not_found`, also after its time, unless it is kept longer. */
export const proveEntry =
  ({ read }: Pick<Store, 'read'>, keys: Pick<HalfKeys, 'forReading'>) =>
  (entryId: string): Promise<InclusionProof> =>
    read(async reader => {
      // What is asked at once is answered in one go.
      const [leaf, size] = await Promise.all([findLeaf(reader, keys, entryId), sizeOf(reader)])
      if (leaf?.actor === undefined) throw httpErrors.not_found()
      const { head, hashes } = await headAndHashes(reader, size, inclusionRanges(leaf.index, size))
      return { ...leaf, actor: leaf.actor, proof: hashes, head }
    })

/** That the log of `from` entries begins the log of `to` (RFC 6962, 2.1.2). Throws `log_range_invalid`. */
export const proveConsistency =
  ({ read }: Pick<Store, 'read'>) =>
  ({ from, to }: { from: number; to: number }): Promise<readonly Uint8Array[]> =>
    read(async reader => {
      const size = await sizeOf(reader)
      if (from < 1 || from > to || to > size) throw errors.log_range_invalid()
      return hashesOf(reader, consistencyRanges(from, to))
    })
