import type { Transaction } from '@amparo/store'
import { exclusionsBody } from '../ports/hub-statement.ts'
import { findSubmission } from '../store/permits.ts'
import { holdWithdrawals } from './end-linked.ts'
import { holdExclusions } from './hold-exclusions.ts'
import type { RecallDeps } from './open-recalls.ts'
import { sayToHub } from './say-to-hub.ts'
import { stopReferrals } from './stop-referrals.ts'

/**
 * Nobody of the hubs of these referrals reads what lies there any more, in an emergency neither: the referrals halt, their holders are recalled, and the
 * whole hub is named as one that the person never wants to know, also for a package that is on its way. What they rest on stands.
 */
export const barHubs =
  (deps: RecallDeps) =>
  async (
    tx: Transaction,
    referralIds: readonly string[],
    { at, correlationId }: { readonly at: Date; readonly correlationId: string },
  ): Promise<void> => {
    await holdWithdrawals(tx)
    await holdExclusions(tx)
    for (const referralId of referralIds) {
      const { hub } = (await findSubmission(tx, referralId))?.recipient ?? {}
      if (hub === undefined || hub === deps.hub) continue
      await sayToHub(deps, tx, { toHub: hub, at }, exclusionsBody(referralId, [{ hub }]))
      await stopReferrals(deps, tx, [referralId], { at, correlationId })
    }
  }
