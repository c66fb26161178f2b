import type { Transaction } from '@amparo/store'
import { holdWithdrawals } from './end-linked.ts'
import { keepUses } from './keep-uses.ts'
import type { RecallDeps } from './open-recalls.ts'
import { stopReferrals } from './stop-referrals.ts'

/**
 * Its sender has recalled what it sent: no leave for another use of it stands, whoever has it is shown nothing more, and so is whoever got it
 * from them, and each has to say what became of it. What it rests on stands for others.
 */
export const takeBack =
  (deps: RecallDeps) =>
  async (
    tx: Transaction,
    referralId: string,
    { at, correlationId }: { readonly at: Date; readonly correlationId: string },
  ): Promise<void> => {
    await holdWithdrawals(tx)
    await keepUses(deps)(tx, { referralId, uses: [] }, at)
    await stopReferrals(deps, tx, [referralId], { at, correlationId })
  }
