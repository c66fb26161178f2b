import { idsToBytes, timestampFromDate } from '@amparo/contracts'
import { HOUR_MS } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { FindChildhoods } from '../ports/childhoods.ts'
import { duePushes, markPushed, type Prolonged } from '../store/grant-status.ts'
import type { Deps } from './deps.ts'
import { grantsStanding } from './grants-standing.ts'
import { sayToHub } from './say-to-hub.ts'
import { spentAbroad } from './spent-abroad.ts'

/**
 * Tells each other hub which of this hub's grants stand, every few hours, after each recall, when what was awaited has come, when a no makes one
 * wait for a review, when something else carries them, and when a guardian was found to be part of the harm. What carries nothing more at home by
 * what is known of the person stands no more. Throws, once the others have heard, where nobody can say anything of anybody.
 */
export const pushStatus =
  (deps: Deps & { readonly store: Pick<Store, 'statement'>; readonly findChildhoods: FindChildhoods }) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, hub, policy, now } = deps
    const before = new Date(now().getTime() - policy.grantStatus.pushHours * HOUR_MS)
    const unsaid: unknown[] = []
    for (const { toHub, sequence } of await duePushes({ sql: store.statement }, hub, before)) {
      if (signal?.aborted) return
      const ended = await spentAbroad(deps, toHub, now()).catch((error: unknown) => void unsaid.push(error))
      if (ended === undefined) continue
      await store.run(async tx => {
        const at = now()
        if (!(await markPushed(tx, { toHub, sequence, at }))) return
        const standing = await grantsStanding(deps, tx, toHub, { now: at, ended })
        const value = { sequence, inForce: idsToBytes(standing.inForce), prolonged: standing.prolonged.map(onWire) }
        await sayToHub(deps, tx, { toHub, at }, { case: 'statusList', value })
      })
    }
    if (unsaid.length > 0) throw unsaid[0]
  }

const onWire = ({ grantId, until }: Prolonged) => ({ grantId: idsToBytes([grantId]), until: timestampFromDate(until) })
