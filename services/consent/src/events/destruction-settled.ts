import { destructionSettled } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { settleDestruction } from '../commands/settle-destruction.ts'

/** What a holder wanted destroyed is gone, or stays under an order. */
export const onDestructionSettled = (settle: ReturnType<typeof settleDestruction>) =>
  on(destructionSettled, (event, tx, { occurredAt }) => settle(tx, event, occurredAt))
