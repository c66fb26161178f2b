import { packageBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { PreparedPackage, preparePackage, queuePackage } from '../commands/queue-package.ts'

export const onPackageBuilt = (prepare: ReturnType<typeof preparePackage>, queue: ReturnType<typeof queuePackage>) =>
  on(
    packageBuilt,
    (built, { id }) => prepare(id, built),
    (_, tx, { occurredAt }, prepared: PreparedPackage) => queue(tx, prepared, occurredAt),
  )
