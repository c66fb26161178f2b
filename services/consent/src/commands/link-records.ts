import type { Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import type { FindChild } from '../ports/child.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { tellAnew } from '../store/grant-status.ts'
import { addRecordLink, type LinkOfRecords, recordsNamed, removeRecordLink } from '../store/record-links.ts'
import type { Deps } from './deps.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { excludeAbroad } from './exclude-abroad.ts'
import { holdExclusions } from './hold-exclusions.ts'
import { markFollowingNo } from './mark-replacing.ts'

/**
 * From now on they withdraw together; what the person has taken back of one already is taken back of the other, and what would replace what they
 * said no to by the other waits for a review, and whom they exclude by the one is told where something of the other went.
 *
 * @param child what redaction says of them: a child keeps somebody where something of theirs ends
 */
export const linkRecords =
  (deps: Pick<Deps, 'policy' | 'newId' | 'now' | 'hub' | 'log'>) =>
  async (tx: Transaction, link: LinkOfRecords, child: Childhood): Promise<void> => {
    await holdWithdrawals(tx)
    await holdExclusions(tx)
    await addRecordLink(tx, link)
    const [anyOfPerson] = await recordsNamed(tx, [...link.one, ...link.other])
    if (anyOfPerson === undefined) return
    // What is on record of the one, and the person had said no to by the other.
    const [subjectRef = ''] = link.one
    const at = deps.now()
    await markFollowingNo(tx, { subjectId: anyOfPerson, subjectRef }, { ...child, at })
    const excluded = await exclusionsOf(tx, anyOfPerson)
    // A correlation of its own: by the other's somebody could see that the two belong together.
    await excludeAbroad(deps, tx, { subjectId: anyOfPerson, excluded, at, correlationId: deps.newId() })
    await endLinked(deps, tx, { subjectId: anyOfPerson, child, at })
    // A child by one of them is one by the other, and so is what was found of a guardian.
    await tellAnew(tx, { subjectId: anyOfPerson, subjectRef })
  }

/** Whether they are a child by either record, and of which guardian. Outside of any transaction; no child where nothing of them is on record here. */
export const childOf =
  ({ store, findChild }: Pick<Deps, 'store'> & { readonly findChild: FindChild }) =>
  async ({ one, other }: Pick<LinkOfRecords, 'one' | 'other'>): Promise<Childhood> => {
    const [anyOfPerson] = await store.read(reader => recordsNamed(reader, [...one, ...other]))
    return anyOfPerson === undefined
      ? { minor: false, guardianNamed: false, guardianConflict: false }
      : findChild(anyOfPerson)
  }

/** From now on each is withdrawn alone. What was taken back stays so: the person can agree anew. */
export async function unlinkRecords(tx: Transaction, linkId: string): Promise<void> {
  await holdWithdrawals(tx)
  await removeRecordLink(tx, linkId)
}
