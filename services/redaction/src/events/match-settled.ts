import { EvidenceKind, matchSettled } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { endUndelivered } from '../commands/end-undelivered.ts'

/** What became of a question or an answer on its way. */
export const onMatchSettled = (end: ReturnType<typeof endUndelivered>) =>
  on(matchSettled, async ({ matchId, kind, code }, tx) => {
    if (kind !== EvidenceKind.DELIVERED) await end(tx, { matchId, code })
  })
