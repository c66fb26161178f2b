import { takenBack } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { recallTakenBack } from '../commands/recall.ts'

export const onTakenBack = () =>
  on(takenBack, ({ referralId }, tx, { aggregateVersion: version, occurredAt: at }) =>
    recallTakenBack(tx, { referralId, version, at }),
  )
