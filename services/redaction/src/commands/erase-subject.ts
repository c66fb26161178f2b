import { encode, subjectErased } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { addDestroyedAtWord } from '../store/destroyed.ts'
import { closeRecord, lockSubjects, replaceRefused } from '../store/erasures.ts'
import { holdingsOf } from '../store/holdings.ts'
import { referralsOn } from '../store/known-referrals.ts'
import { isHeld } from '../store/legal-holds.ts'
import { namesOfPerson } from '../store/names-of-person.ts'
import { addRecall } from '../store/recalls.ts'
import { type LinkOfRecord, linksOfRecord } from '../store/record-links.ts'
import { removeSubject } from '../store/records.ts'

export interface EraseSubject {
  readonly subjectId: string
  /** Of the request; or the message of another hub that asks for it. */
  readonly erasureId: string
  readonly at: Date
  readonly correlationId: string
  /** Whose names may go from the log, as it was asked before (`findFreeLinks`). */
  readonly freeLinks: readonly LinkOfRecord[]
  /** Another hub's message, under which the log has it, and the name that the person has there. Undefined: nobody had come. */
  readonly recalledBy?: {
    readonly messageId: string
    readonly hub: string
    readonly referralId: string
    readonly shareId: string | undefined
  }
}

const MAX_REFERRALS = 10_000

/**
 * Before `eraseRows`, in its transaction: an order that was placed, or announced, on whom a link names stands by then; one that comes later
 * waits for both records, and stands after this.
 */
export const lockToErase = (
  tx: Transaction,
  { subjectId, freeLinks }: Pick<EraseSubject, 'subjectId' | 'freeLinks'>,
): Promise<boolean> =>
  lockSubjects(
    tx,
    subjectId,
    freeLinks.map(({ other }) => other),
  )

/**
 * Rows of a person whose key is destroyed and who is locked (`lockToErase`), with all that hangs on them; what rests on them stops, the log loses all names it has of
 * them alone, and other hubs that got them from here are to be told. Answers how many.
 */
export async function eraseRows(
  tx: Transaction,
  { hub, newId }: { readonly hub: string; readonly newId: NewId },
  { subjectId, erasureId, at, correlationId, freeLinks, recalledBy }: EraseSubject,
): Promise<number> {
  await closeRecord(tx, subjectId)
  const staying = await namesThatStay(tx, subjectId, freeLinks)
  const { referralIds } = await holdingsOf(tx, subjectId)
  const { refs } = await namesOfPerson(tx, [subjectId])
  const abroad = (await referralsOn(tx, subjectId, MAX_REFERRALS)).filter(
    ({ from, to }) => from.hub === hub && to.hub !== hub,
  )
  const recallIds: string[] = []
  for (const referral of recalledBy === undefined ? abroad : []) {
    const messageId = newId()
    recallIds.push(messageId)
    await addRecall(tx, { recallId: newId(), messageId, erasureId, referral, at })
  }
  const all = [...new Set([...referralIds, ...(recalledBy ? [recalledBy.referralId] : [])])]
  const by = { recalledBy: recalledBy?.messageId ?? '', recalledByHub: recalledBy?.hub ?? '' }
  const meta = { id: newId(), aggregateId: erasureId, aggregateVersion: 1, occurredAt: at, correlationId }
  const told = { erasureId, referralIds: all, shareIds: refs.filter(ref => !staying.has(ref)), recallIds, ...by }
  tx.emit(encode(subjectErased, told, meta))
  if (recalledBy?.shareId !== undefined) {
    const { shareId, messageId: entryId } = recalledBy
    await addDestroyedAtWord(tx, { subjectId, shareId, entryId, at })
  }
  await removeSubject(tx, subjectId)
  await replaceRefused(tx, subjectId, at)
  return recallIds.length
}

/** Of its links those that are also of somebody of whom nothing may be lost, also by an order since that was asked, or of whom it was not asked. */
async function namesThatStay(
  tx: Transaction,
  subjectId: string,
  freeLinks: readonly LinkOfRecord[],
): Promise<ReadonlySet<string>> {
  const going = new Set<string>()
  for (const { linkId, other } of freeLinks) if (!(await isHeld(tx, other))) going.add(linkId)
  const all = await linksOfRecord(tx, subjectId)
  return new Set(all.flatMap(({ linkId }) => (going.has(linkId) ? [] : linkId)))
}
