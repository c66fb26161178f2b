import { reinstated } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { reinstate } from '../commands/recall.ts'

export const onReinstated = (reinstateIt: ReturnType<typeof reinstate>) =>
  on(reinstated, ({ referralId }, tx, { aggregateVersion: version, occurredAt: at }) =>
    reinstateIt(tx, { referralId, version, at }),
  )
