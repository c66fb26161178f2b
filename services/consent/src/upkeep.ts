import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '@amparo/observability'
import { type HeldWork, holdLease, type Lease, type Store } from '@amparo/store'
import { messages } from './commands/messages.ts'

export interface UpkeepOptions {
  readonly store: Pick<Store, 'leases'>
  readonly log: Log
  /** Of the lease: of all instances the one that holds it works. */
  readonly name: string
  /** Does all that is due. What it throws is logged, and it is tried again. The lease is for what only its holder may write. */
  readonly work: (signal: AbortSignal, lease: Lease) => Promise<void>
  readonly everyMs: number
}

/** Work that nobody asks for. Broken off at any point, it is taken up again by whoever holds the lease next. */
export const startUpkeep = ({ store, log, name, work, everyMs }: UpkeepOptions): HeldWork =>
  holdLease(store.leases, {
    name,
    onError: error => messages['upkeep.failed'](log, { name }, error),
    work: async (lease, signal) => {
      while (!signal.aborted) {
        await work(signal, lease).catch((error: unknown) => messages['upkeep.failed'](log, { name }, error))
        await sleep(everyMs, undefined, { signal }).catch(() => undefined)
      }
    },
  })
