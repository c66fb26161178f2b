import { fileBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { prepareFile, queueFile } from '../commands/files/queue-file.ts'
import type { recallIfOver } from '../commands/requests/recall-if-over.ts'

export const onFileBuilt = (
  prepare: ReturnType<typeof prepareFile>,
  queue: ReturnType<typeof queueFile>,
  recall: ReturnType<typeof recallIfOver>,
) =>
  on(
    fileBuilt,
    (built, { id }) => prepare(id, built),
    async (built, tx, _context, prepared) => {
      await queue(tx, built, prepared)
      await recall(tx, built.referralId)
    },
  )
