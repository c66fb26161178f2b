import { contentSchema } from './content-schema.ts'
import { layOut, type SheetBlock } from './pdf/lay-out.ts'
import { DocumentRefused, orRefused, type Refused } from './refusal.ts'
import type { RunTask } from './sandbox/task.ts'

export interface MadeSheet {
  readonly outcome: 'made'
  readonly bytes: Uint8Array
}

/**
 * A document written here, not taken over from another: made by a worker as every document is, so that its file has no author, no date and no
 * identifier. The same blocks make the same bytes. Refused is what is more than one document may have.
 */
export const makeSheet =
  (run: RunTask) =>
  (blocks: readonly SheetBlock[], foot: string): Promise<MadeSheet | Refused> =>
    orRefused(async () => {
      const content = contentSchema.safeParse({ kind: 'pdf', pages: layOut(blocks, foot) })
      if (!content.success) throw new DocumentRefused('document_too_large')
      const { bytes } = await run('write', content.data)
      return { outcome: 'made', bytes }
    })
