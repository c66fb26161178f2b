import type { Clock } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { endDraft } from '../store/drafts.ts'

/** It was sent or discarded: what is refused for the child from now on opens another. By this service's clock, as what opens one is. */
export const endSafeguardingDraft =
  ({ now }: { readonly now: Clock }) =>
  (tx: Transaction, draftId: string): Promise<void> =>
    endDraft(tx, draftId, now())
