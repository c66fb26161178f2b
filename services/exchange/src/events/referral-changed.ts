import { referralChanged } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { queueUpdate } from '../commands/queue-update.ts'

export const onReferralChanged = (queue: ReturnType<typeof queueUpdate>) =>
  on(referralChanged, (changed, tx, { id }) => queue(tx, id, changed))
