import { storeErrors, type Transaction } from '@amparo/store'
import { isCurrent } from '../store/records.ts'

/**
 * What was built of a person's record leaves only if that is still what is held of them; until the transaction ends nobody corrects it.
 * Throws what is worth trying again: it is built anew then.
 */
export async function holdCurrent(
  tx: Transaction,
  { subjectId, version }: { readonly subjectId: string; readonly version: number },
): Promise<void> {
  if (!(await isCurrent(tx, subjectId, version))) throw storeErrors.database_unavailable()
}
