import { setTimeout as sleep } from 'node:timers/promises'
import { type HeldWork, holdLease } from './hold-lease.ts'
import type { Lease, Leases } from './lease.ts'

/** A name, what is done, and the pause behind each round. */
export type Task = readonly [name: string, work: Upkeep['work'], everyMs: number]

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

/** Each under a lease of its own, so that what is slow holds up nothing else. */
export function startAllUpkeep(
  leases: Leases,
  tasks: readonly Task[],
  onError: (error: unknown, name: string) => void,
): HeldWork {
  const held = tasks.map(([name, work, everyMs]) =>
    startUpkeep(leases, { name, work, everyMs, onError: error => onError(error, name) }),
  )
  return { stop: async () => void (await Promise.all(held.map(one => one.stop()))) }
}
