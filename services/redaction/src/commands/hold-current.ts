import { storeErrors, type Transaction } from '@amparo/store'
import type { OpenedHeld, VersionOf } from '../queries/open-held.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { holdSubjects, isCurrent } from '../store/records.ts'
import { mayLeave } from '../store/restrictions.ts'

/** A record by its version, and those that were heard beside it by theirs. */
export type HeldAt = VersionOf & Pick<OpenedHeld, 'linked'>

/**
 * Whether a person's record, and those that are linked with it, are still what they were: also what another of them says decides what may leave.
 * Until the transaction ends nobody corrects one of them, or links them with others.
 */
export async function isStillHeld(tx: Transaction, { linked, ...own }: HeldAt): Promise<boolean> {
  const all = [own, ...linked]
  await holdSubjects(
    tx,
    all.map(({ subjectId }) => subjectId),
  )
  for (const { subjectId, version } of all) if (!(await isCurrent(tx, subjectId, version))) return false
  const now = await recordsLinkedWith(tx, own.subjectId)
  return now.length === linked.length && linked.every(({ subjectId }) => now.includes(subjectId))
}

/**
 * What was built of a person's record leaves only if that is still what is held of them, and they were not restricted to one agency meanwhile;
 * until the transaction ends nobody corrects or restricts it. Throws what is worth trying again: it is built anew then, or not.
 */
export async function holdCurrent(tx: Transaction, of: HeldAt): Promise<void> {
  if (!((await mayLeave(tx, of.subjectId)) && (await isStillHeld(tx, of)))) throw storeErrors.database_unavailable()
}
