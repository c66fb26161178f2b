import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lease, Leases } from './lease.ts'

export interface HoldLeaseOptions {
  readonly name: string
  /** How long a dead holder keeps others waiting. Default 6 s. */
  readonly ttlMs?: number
  /** Ends when `signal` is aborted. What it throws is reported, and it is begun again. */
  work(lease: Lease, signal: AbortSignal): Promise<void>
  onError?(error: unknown): void
}

export interface HeldWork {
  /** Aborts the work, waits for it and frees the lease. */
  stop(): Promise<void>
}

/** Does `work` whenever this process holds the lease, and waits for its turn otherwise. */
export function holdLease(leases: Leases, options: HoldLeaseOptions): HeldWork {
  const { name, ttlMs = 6_000, onError = () => {} } = options
  const holder = randomUUID()
  const stopped = new AbortController()

  async function turn(): Promise<void> {
    const lease = await leases.acquire(name, holder, ttlMs)
    if (!lease) return
    const lost = new AbortController()
    const signal = AbortSignal.any([stopped.signal, lost.signal])
    const renewing = renew(leases, { lease, ttlMs, lost, signal })
    try {
      await options.work(lease, signal)
    } finally {
      lost.abort()
      await renewing
      await leases.release(lease)
    }
  }

  const done = (async () => {
    while (!stopped.signal.aborted) {
      await turn().catch(onError)
      await sleep(ttlMs / 3, undefined, { signal: stopped.signal }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopped.abort()
      await done
    },
  }
}

interface Renewal {
  readonly lease: Lease
  readonly ttlMs: number
  readonly lost: AbortController
  readonly signal: AbortSignal
}

/** Three chances within the lease's life; then the work is told to end, whether or not somebody else has begun. */
async function renew(leases: Leases, { lease, ttlMs, lost, signal }: Renewal): Promise<void> {
  let goodUntil = performance.now() + ttlMs
  while (!signal.aborted) {
    await sleep(untilNext(ttlMs / 3), undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const asked = performance.now()
    const renewed = await inTime(leases.renew(lease, ttlMs), goodUntil - asked)
    if (renewed) goodUntil = asked + ttlMs
    if (renewed === false || performance.now() > goodUntil) lost.abort()
  }
}

/** Undefined: no answer by then, which on a network that has gone silent comes much later; or none at all. */
async function inTime(renewing: Promise<boolean>, ms: number): Promise<boolean | undefined> {
  const over = new AbortController()
  const late = sleep(Math.max(0, ms) + 1, undefined, { signal: over.signal }).catch(() => undefined)
  return Promise.race([renewing.catch(() => undefined), late]).finally(() => over.abort())
}

/** All that a process holds is renewed at the same moments, together. */
const untilNext = (periodMs: number): number => Math.ceil(periodMs - (performance.now() % periodMs)) + 1
