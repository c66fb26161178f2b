import { draftEnded } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { endSafeguardingDraft } from '../commands/end-safeguarding-draft.ts'

/** Referral says that nobody completes this one any more. */
export const onDraftEnded = (end: ReturnType<typeof endSafeguardingDraft>) =>
  on(draftEnded, ({ draftId }, tx) => end(tx, draftId))
