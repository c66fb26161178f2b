import { setTimeout as sleep } from 'node:timers/promises'
import { type HeldWork, holdLease } from './hold-lease.ts'
import type { Lease, Leases } from './lease.ts'

export interface Upkeep {
  /** Of the lease: of all instances the one that holds it works. */
  readonly name: string
  /** Pause behind each round. */
  readonly everyMs: number
  /** Does all that is due. What it throws is reported, and it is tried again. The lease is for what only its holder may write. */
  work(signal: AbortSignal, lease: Lease): Promise<void>
  onError(error: unknown): void
}

/** Work that nobody asks for. Broken off at any point, it is taken up again by whoever holds the lease next. */
export const startUpkeep = (leases: Leases, { name, everyMs, work, onError }: Upkeep): HeldWork =>
  holdLease(leases, {
    name,
    onError,
    work: async (lease, signal) => {
      while (!signal.aborted) {
        await work(signal, lease).catch(onError)
        await sleep(everyMs, undefined, { signal }).catch(() => undefined)
      }
    },
  })
