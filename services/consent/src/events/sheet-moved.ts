import { sheetMoved } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { endSheetMoved } from '../commands/end-sheet-moved.ts'

/** What a person signed is kept for another record of them: the one that was put right. */
export const onSheetMoved = (end: ReturnType<typeof endSheetMoved>) =>
  on(sheetMoved, (moved, tx, { occurredAt, correlationId }) => end(tx, moved, { at: occurredAt, correlationId }))
