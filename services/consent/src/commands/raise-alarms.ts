import { DAY_MS, HOUR_MS } from '@amparo/kernel'
import { recallBody } from '../ports/hub-statement.ts'
import { claimSilentHubs } from '../store/grant-status.ts'
import { claimOverdue, claimSilent } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { sayToHub, tellAgency } from './say-to-hub.ts'

const AT_ONCE = 100

/** What nobody has answered in time alarms both sides, each day anew; who has said nothing at all is asked again. */
export const raiseAlarms = (deps: Deps) => async (): Promise<void> => {
  const { store, hub, log, now, policy } = deps
  const at = now()
  const aDayAgo = new Date(at.getTime() - DAY_MS)
  const overdue = await store.run(async tx => {
    const claimed = await claimOverdue(tx, { now: at, before: aDayAgo, limit: AT_ONCE })
    for (const { referralId, from, holder } of claimed)
      for (const party of [from, holder])
        if (party.hub === hub)
          tellAgency(deps, tx, { agencyId: party.agencyId, referralId, what: 'recall-overdue', at })
    // With the time it has had: what was given since then is not recalled.
    for (const recall of await claimSilent(tx, { hub, now: at, before: aDayAgo, limit: AT_ONCE }))
      await sayToHub(deps, tx, { toHub: recall.holder.hub, at: recall.recalledAt }, recallBody(recall))
    return claimed
  })
  for (const { recallId, referralId, holder } of overdue)
    messages['recall.overdue'](log, { recallId, referralId, toHub: holder.hub })
  const stale = new Date(at.getTime() - policy.grantStatus.staleHours * HOUR_MS)
  const silent = await store.run(async tx => {
    const claimed = await claimSilentHubs(tx, at, stale)
    for (const { holders } of claimed)
      for (const { agencyId, referralId } of holders)
        tellAgency(deps, tx, { agencyId, referralId, what: 'status-stale', at })
    return claimed
  })
  for (const { hub: fromHub } of silent) messages['hub.silent'](log, { fromHub })
}
