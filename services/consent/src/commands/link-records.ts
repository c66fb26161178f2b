import type { Transaction } from '@amparo/store'
import { addRecordLink, type LinkOfRecords, recordsNamed, removeRecordLink } from '../store/record-links.ts'
import type { Deps } from './deps.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { markFollowingNo } from './mark-replacing.ts'

/**
 * From now on they withdraw together; what the person has taken back of one already is taken back of the other, and what would replace what they
 * said no to by the other waits for a review.
 */
export const linkRecords =
  (deps: Pick<Deps, 'policy' | 'newId' | 'now' | 'hub'>) =>
  async (tx: Transaction, link: LinkOfRecords): Promise<void> => {
    await holdWithdrawals(tx)
    await addRecordLink(tx, link)
    const [anyOfPerson] = await recordsNamed(tx, [...link.one, ...link.other])
    if (anyOfPerson === undefined) return
    // What is on record of the one, and the person had said no to by the other.
    const [subjectRef = ''] = link.one
    await markFollowingNo(tx, { subjectId: anyOfPerson, subjectRef })
    await endLinked(deps, tx, anyOfPerson, deps.now())
  }

/** From now on each is withdrawn alone. What was taken back stays so: the person can agree anew. */
export async function unlinkRecords(tx: Transaction, linkId: string): Promise<void> {
  await holdWithdrawals(tx)
  await removeRecordLink(tx, linkId)
}
