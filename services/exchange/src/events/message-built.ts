import { messageBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { PreparedPackage, prepareText, queuePackage } from '../commands/queue-package.ts'

export const onMessageBuilt = (prepare: ReturnType<typeof prepareText>, queue: ReturnType<typeof queuePackage>) =>
  on(
    messageBuilt,
    (built, { id }) => prepare(id, built),
    (_, tx, { occurredAt }, prepared: PreparedPackage) => queue(tx, prepared, occurredAt),
  )
