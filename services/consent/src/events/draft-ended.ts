import { draftEnded } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import { endDraft } from '../store/drafts.ts'

/** It was sent or discarded: what is refused for the child from now on opens another. By this service's clock, as what opens one is. */
export const onDraftEnded = ({ now }: { readonly now: Clock }) =>
  on(draftEnded, ({ draftId }, tx) => endDraft(tx, draftId, now()))
