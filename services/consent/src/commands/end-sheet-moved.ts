import type { SheetMoved } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Childhood } from '../domain/child.ts'
import { basesOfPerson } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { holdWithdrawals } from './end-linked.ts'

/** In the place of a user's id. */
const BY = 'sheet-moved'

/** One sheet carries the consent of one record: that of the record before ends, and a referral that was sent on it meanwhile halts. */
export const endSheetMoved =
  (deps: Pick<Deps, 'policy' | 'newId' | 'hub'>) =>
  async (
    tx: Transaction,
    { subjectId, sheetId }: Pick<SheetMoved, 'subjectId' | 'sheetId'>,
    when: { readonly at: Date; readonly correlationId: string; readonly child: Childhood },
  ): Promise<void> => {
    await holdWithdrawals(tx)
    for (const { record, form, agencyId } of await basesOfPerson(tx, subjectId)) {
      if (form.sheet?.id !== sheetId || record.withdrawnAt !== undefined) continue
      await endBasis(deps, tx, { basisId: record.id, subjectId, agencyId, by: BY, ...when })
    }
  }
