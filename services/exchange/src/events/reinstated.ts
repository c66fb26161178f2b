import { reinstated } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { reinstate } from '../commands/recall.ts'

export const onReinstated = () =>
  on(reinstated, ({ referralId }, tx, { aggregateVersion: version, occurredAt: at }) =>
    reinstate(tx, { referralId, version, at }),
  )
