import type { Transaction } from '@amparo/store'
import type { Exclusion } from '../domain/agency.ts'
import { exclusionsBody } from '../ports/hub-statement.ts'
import { findSubmission } from '../store/permits.ts'
import { holdWithdrawals } from './end-linked.ts'
import { holdExclusions } from './hold-exclusions.ts'
import type { RecallDeps } from './open-recalls.ts'
import { sayToHub } from './say-to-hub.ts'
import { stopReferrals } from './stop-referrals.ts'

interface Barred {
  /** Referrals to hubs whose state is feared. */
  readonly hubs: readonly string[]
  /** To other hubs, of people who may fear the state for which whoever received it speaks. */
  readonly states: readonly string[]
}

/**
 * Nobody of the hubs of these referrals reads what lies there any more, in an emergency neither: the referrals halt, their holders are recalled, and the
 * whole hub is named as one that the person never wants to know, also for a package that is on its way. What they rest on stands. Of those that went
 * to who speaks for a state, in whichever hub, that agency is named: which state it is, is not on record.
 */
export const barHubs =
  (deps: RecallDeps) =>
  async (
    tx: Transaction,
    { hubs, states }: Barred,
    { at, correlationId }: { readonly at: Date; readonly correlationId: string },
  ): Promise<void> => {
    await holdWithdrawals(tx)
    await holdExclusions(tx)
    const bar = async (referralId: string, toHub: string, excluded: Exclusion) => {
      await sayToHub(deps, tx, { toHub, at }, exclusionsBody(referralId, [excluded]))
      await stopReferrals(deps, tx, [referralId], { at, correlationId })
    }
    for (const referralId of hubs) {
      const { hub } = (await findSubmission(tx, referralId))?.recipient ?? {}
      if (hub !== undefined && hub !== deps.hub) await bar(referralId, hub, { hub })
    }
    for (const referralId of states) {
      const { hub, agencyId, type } = (await findSubmission(tx, referralId))?.recipient ?? {}
      if (hub === undefined || type === undefined || hub === deps.hub) continue
      if (deps.policy.representsForeignState.includes(type)) await bar(referralId, hub, { hub, agencyId })
    }
  }
