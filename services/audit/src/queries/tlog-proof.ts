import { formatNote, type Note } from '@amparo/crypto/tlog'
import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import type { TreeHead } from '../domain/checkpoint.ts'
import { inclusionRanges } from '../domain/ranges.ts'
import type { OpenHalf } from '../store/half-cipher.ts'
import { latestPublished } from '../store/heads.ts'
import { findLeaf, type ProvableLeaf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { hashesOf, treeHead } from './tree.ts'

export interface ProofForOthers extends ProvableLeaf {
  readonly actor: OpenHalf
  readonly proof: readonly Uint8Array[]
  /** As witnesses have signed it, or by the log alone where they have not yet seen the entry. */
  readonly checkpoint: string
}

/** That an entry stands in the log, under a head that somebody outside has seen. Throws not_found, also after its time. */
export const proveToOthers =
  ({ read }: Pick<Store, 'read'>, keys: Pick<HalfKeys, 'forReading'>, signHead: (head: TreeHead) => Note) =>
  (entryId: string): Promise<ProofForOthers> =>
    read(async reader => {
      const leaf = await findLeaf(reader, keys, entryId)
      if (leaf?.actor === undefined) throw httpErrors.not_found()
      const published = await latestPublished(reader)
      const seen = published !== undefined && leaf.index < published.size
      const head = seen ? published : await treeHead(reader)
      const checkpoint = 'note' in head ? head.note : formatNote(signHead(head))
      return {
        ...leaf,
        actor: leaf.actor,
        checkpoint,
        proof: await hashesOf(reader, inclusionRanges(leaf.index, head.size)),
      }
    })
