import type { Store } from '@amparo/store'
import { append, emptyFrontier, type Frontier, rootOf } from '../../../../services/audit/src/domain/frontier.ts'
import { hasher } from '../../../../services/audit/src/hasher.ts'
import { treeHead } from '../../../../services/audit/src/queries/tree.ts'
import { readRecords } from '../../../../services/audit/src/store/leaves.ts'

const AT_ONCE = 10_000

/** Hashes all leaves anew, so that nothing is called fast which is wrong. Throws when the head is another. */
export async function provesWhole({ read }: Pick<Store, 'read'>): Promise<void> {
  const head = await read(treeHead)
  let frontier: Frontier = emptyFrontier
  while (frontier.size < head.size) {
    const { size } = frontier
    for (const record of await read(reader => readRecords(reader, size, AT_ONCE))) {
      if (frontier.size < head.size) frontier = append(frontier, hasher.leaf(record), hasher).frontier
    }
  }
  if (Buffer.compare(rootOf(frontier, hasher), head.root) !== 0) throw new Error('the head is not that of the leaves')
}
