import { matchBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { prepareMatch, queuePackage } from '../commands/queue-package.ts'

export const onMatchBuilt = (prepare: ReturnType<typeof prepareMatch>, queue: ReturnType<typeof queuePackage>) =>
  on(
    matchBuilt,
    (built, { id }) => prepare(id, built),
    (_, tx, { occurredAt }, prepared) => queue(tx, prepared, occurredAt),
  )
