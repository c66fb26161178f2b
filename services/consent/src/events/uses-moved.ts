import { usesMoved } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { keepUses } from '../commands/keep-uses.ts'

/** The sender of a referral has answered whether what it sent may be used otherwise. */
export const onUsesMoved = (keep: ReturnType<typeof keepUses>) =>
  on(usesMoved, (moved, tx, { occurredAt }) => keep(tx, moved, occurredAt))
