import { idsToBytes } from '@amparo/contracts'
import { duePushes, grantsInForce, markPushed } from '../store/grant-status.ts'
import type { Deps } from './deps.ts'
import { sayToHub } from './say-to-hub.ts'

const HOUR_MS = 3_600_000

/** Tells each other hub which of this hub's grants stand, every few hours and after each recall. */
export const pushStatus =
  (deps: Deps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, hub, policy, now } = deps
    const before = new Date(now().getTime() - policy.grantStatus.pushHours * HOUR_MS)
    for (const { toHub, sequence } of await store.read(reader => duePushes(reader, hub, before))) {
      if (signal?.aborted) return
      await store.run(async tx => {
        const at = now()
        if (!(await markPushed(tx, { toHub, sequence, at }))) return
        const inForce = idsToBytes(await grantsInForce(tx, toHub, at))
        await sayToHub(deps, tx, { toHub, at }, { case: 'statusList', value: { sequence, inForce } })
      })
    }
  }
