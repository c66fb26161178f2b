import type { IntakeDraft } from './draft.ts'
import type { createIntakeSender, RowState } from './send.ts'

/** An intake that was begun. It outlives a look at another page, and nothing else: it is in the page's memory only. */
export interface KeptIntake {
  readonly draft: IntakeDraft
  readonly states: ReadonlyMap<string, RowState>
  readonly send: ReturnType<typeof createIntakeSender>
}
