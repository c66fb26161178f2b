import { draftEnded } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type Telling, tell } from './tell.ts'

/** While the draft stood, consent opened no other for the child; from now on it does. */
export const tellDraftEnded = (tx: Transaction, telling: Telling): Promise<void> =>
  tell(tx, telling, draftEnded, { draftId: telling.referralId })
