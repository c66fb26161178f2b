import { sheetMoved } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { endSheetMoved } from '../commands/end-sheet-moved.ts'
import type { FindChild } from '../ports/child.ts'

/** What a person signed is kept for another record of them: the one that was put right. */
export const onSheetMoved = (findChild: FindChild, end: ReturnType<typeof endSheetMoved>) =>
  on(
    sheetMoved,
    ({ subjectId }) => findChild(subjectId),
    (moved, tx, { occurredAt, correlationId }, child) => end(tx, moved, { at: occurredAt, correlationId, child }),
  )
