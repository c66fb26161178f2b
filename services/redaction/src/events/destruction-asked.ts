import { destructionAsked } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { destroyHeld } from '../commands/destroy-held.ts'

/** A holder here has answered another hub's recall: what it has is to be destroyed. */
export const onDestructionAsked = (destroy: ReturnType<typeof destroyHeld>) =>
  on(
    destructionAsked,
    ({ recallId, referralId, fromHub }, { occurredAt: at }) => destroy({ recallId, referralId, fromHub, at }),
    (_, tx, __, settle) => settle(tx),
  )
