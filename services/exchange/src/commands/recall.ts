import type { Transaction } from '@amparo/store'
import { recallFrom } from '../store/recall.ts'
import type { Deps } from './deps.ts'
import { stateText } from './state-about.ts'

export interface Recall {
  readonly referralIds: readonly string[]
  /** Messages that tell other hubs of it: they still go. */
  readonly recallIds: readonly string[]
  /** Another hub's message that asked for it. */
  readonly askedBy: { readonly fromHub: string; readonly textId: string } | undefined
  readonly at: Date
}

/**
 * What is on its way about a person who was erased goes no further, and no ciphertext of it is kept. The hub that asked for it has it
 * signed that it was done.
 */
export const recall =
  (deps: Deps) =>
  async (tx: Transaction, { referralIds, recallIds, askedBy, at }: Recall): Promise<void> => {
    await recallFrom(tx, { referralIds, except: recallIds, code: 'subject_erased', at })
    if (askedBy !== undefined) await stateText(deps)(tx, askedBy, 'delivered')
  }

/** What was taken back is with the other hub already, or does not get there; no ciphertext of it is kept here. */
export const recallWithdrawn = (tx: Transaction, referralIds: readonly string[], at: Date): Promise<void> =>
  recallFrom(tx, { referralIds, except: [], code: 'consent_withdrawn', at })

/** The same of what a request for evidence says, its annexes and what was written about it: it was taken back, or lapsed. That it was still goes. */
export const recallRequest = (tx: Transaction, requestId: string, at: Date): Promise<void> =>
  recallFrom(tx, { referralIds: [requestId], except: [], code: 'request_over', at })
