import type { AgencyRef } from '../domain/agency.ts'
import type { Directory } from '../ports/directory.ts'
import { findSubmission } from '../store/permits.ts'
import { everyHolder, heedSuspension, heldBy } from '../store/suspended-holders.ts'
import { whoTookOver } from '../store/taken-over.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { holdExclusions } from './hold-exclusions.ts'
import { messages } from './messages.ts'
import { tellAgency } from './say-to-hub.ts'
import { stopReferral } from './stop-referrals.ts'

type SuspendedDeps = Deps & { readonly directory: Pick<Directory, 'isStruckOff'> }

const AT_ONCE = 100

/**
 * Whoever is suspended, or left out of the directory, may be the harm: what this hub's agencies sent them is recalled (rules: Impostors and insiders), their referrals halt,
 * and whoever sent the person hears at once, to find them somebody else. What the person agreed to stands. The directory is asked of each agency
 * that ever got something: it tells nobody by itself.
 */
export const recallSuspended =
  (deps: SuspendedDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    for (const holder of await deps.store.read(everyHolder)) {
      if (signal?.aborted) return
      if (!(await deps.directory.isStruckOff(holder))) continue
      while (!signal?.aborted && (await recallFrom(deps, holder)));
    }
  }

/** True if there may be more. */
function recallFrom(deps: SuspendedDeps, holder: AgencyRef): Promise<boolean> {
  const at = deps.now()
  return deps.store.run(async tx => {
    await holdWithdrawals(tx)
    await holdExclusions(tx)
    const held = await heldBy(tx, holder, AT_ONCE)
    await heedSuspension(
      tx,
      held.map(({ permitId }) => permitId),
      at,
    )
    for (const { referralId, isRecalled } of held) {
      const sender = (await findSubmission(tx, referralId))?.sender
      if (isRecalled || sender === undefined) continue
      await stopReferral(deps, tx, referralId, { kind: 'suspended', at, correlationId: deps.newId() })
      const agencyId = (await whoTookOver(tx, referralId)) ?? sender.agencyId
      tellAgency(deps, tx, { agencyId, referralId, what: 'holder-suspended', at })
    }
    if (held.length > 0)
      messages['recall.suspended'](deps.log, { toHub: holder.hub, agencyId: holder.agencyId, referrals: held.length })
    return held.length === AT_ONCE
  })
}
