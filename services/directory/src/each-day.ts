import { setTimeout as sleep } from 'node:timers/promises'
import { defineLog, type Log } from '@amparo/observability'
import { type HeldWork, holdLease, type Store } from '@amparo/store'

const messages = defineLog({ 'upkeep.failed': { level: 'error', fields: ['name'] } })

interface EachDay {
  readonly store: Pick<Store, 'leases'>
  readonly log: Log
  /** Of the lease: of all instances the one that holds it works. */
  readonly name: string
  readonly work: () => Promise<void>
}

const DAY_MS = 86_400_000

/** Now, and once a day. */
export const eachDay = ({ store, log, name, work }: EachDay): HeldWork =>
  holdLease(store.leases, {
    name,
    onError: error => messages['upkeep.failed'](log, { name }, error),
    work: async (_, signal) => {
      while (!signal.aborted) {
        await work().catch((error: unknown) => messages['upkeep.failed'](log, { name }, error))
        await sleep(DAY_MS, undefined, { signal }).catch(() => undefined)
      }
    },
  })
