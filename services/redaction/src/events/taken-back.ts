import { takenBack } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { stopHandedOver } from '../commands/files/stop-handed-over.ts'

export const onTakenBack = ({ log }: { readonly log: Log }) =>
  on(takenBack, ({ referralId }, tx, { occurredAt: at }) =>
    stopHandedOver(tx, [referralId], { code: 'referral_over', at, log }),
  )
