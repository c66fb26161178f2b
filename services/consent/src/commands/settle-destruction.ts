import type { DestructionSettled } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { isAnswered } from '../domain/recall.ts'
import { lockRecall, saveSaid } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { settleIfAnswered } from './settle-recall.ts'

/** In the place of a user's id. */
const BY = 'redaction'

/** It is gone, or an order stands against it: what the holder said counts as it came out. */
export const settleDestruction =
  (deps: Pick<Deps, 'hub' | 'newId'>) =>
  async (tx: Transaction, { recallId, destroyed }: DestructionSettled, at: Date): Promise<void> => {
    const recall = await lockRecall(tx, recallId)
    if (recall?.state !== 'destroying' || isAnswered(recall)) return
    const said = destroyed
      ? ({ answer: 'destroyed', at } as const)
      : ({ answer: 'retained', basis: 'legal_obligation', reason: 'legal_hold', at } as const)
    await saveSaid(tx, { recallId, said, by: BY, destroying: false })
    await settleIfAnswered(deps, tx, recallId, at)
  }
