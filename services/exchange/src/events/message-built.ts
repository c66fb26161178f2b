import { messageBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { PreparedPackage, prepareText, queuePackage } from '../commands/queue-package.ts'
import type { recallIfOver } from '../commands/requests/recall-if-over.ts'

export const onMessageBuilt = (
  prepare: ReturnType<typeof prepareText>,
  queue: ReturnType<typeof queuePackage>,
  recall: ReturnType<typeof recallIfOver>,
) =>
  on(
    messageBuilt,
    (built, { id }) => prepare(id, built),
    async ({ referralId }, tx, _context, prepared: PreparedPackage) => {
      await queue(tx, prepared)
      await recall(tx, referralId)
    },
  )
