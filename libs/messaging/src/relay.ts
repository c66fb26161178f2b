import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { holdLease, type Lease, type Store, storeErrors } from '@amparo/store'
import { Bell } from './bell.ts'
import { hearOthers } from './hear-others.ts'
import { messages } from './log.ts'
import type { Nats } from './nats.ts'
import { type Publish, publisher } from './publish.ts'

export interface RelayOptions {
  readonly log?: Log
  /** How long a dead relay keeps the next one waiting. Default 6 s. */
  readonly leaseTtlMs?: number
  /** Finds what no signal told of, which is rare: every other process is heard. Default 5 s. */
  readonly pollMs?: number
  /** Events at once. Default 256. */
  readonly batch?: number
  /** After a failure; twice as long after two, up to ten times. Default 500 ms. */
  readonly retryMs?: number
}

export interface Relay {
  /** Looks now. */
  kick(): void
  stop(): Promise<void>
}

/** Failures one after the other: with the retries' pauses a minute and a half. Then about each hour. */
const ALARM = { first: 20, again: 720 }

/**
 * Carries events from the outbox to the stream. Every instance of a service starts one; the holder of the lease works.
 *
 * Numbers are given in one transaction, publishing happens outside of any, and what was taken is marked in another. A
 * relay that dies in between leaves numbered, unmarked events: the next one sends them again with the same number and
 * id, and the stream or the consumer's inbox knows them. One that lost its lease can still send, which is harmless for
 * the same reason, but no longer number or mark.
 */
export function startRelay(nats: Nats, store: Store, service: ServiceName, options: RelayOptions = {}): Relay {
  if (service !== store.service) throw new TypeError('A relay works on the outbox of its own service')
  const { log, leaseTtlMs = 6_000, pollMs = 5_000, batch = 256, retryMs = 500 } = options
  const bell = new Bell()
  const publish = publisher({ nats, outbox: store.outbox, messageId: event => event.id })
  let leading = false

  const held = holdLease(store.leases, {
    name: 'relay',
    ttlMs: leaseTtlMs,
    onError: error => log && messages['relay.failed'](log, { failures: 1 }, error),
    work: async (lease, signal) => {
      if (log) messages['relay.leading'](log, { token: lease.token })
      leading = true
      const listening = hearOthers(store.wake, bell, signal)
      try {
        await lead(lease, signal)
      } finally {
        leading = false
        await listening
      }
    },
  })

  async function lead(lease: Lease, signal: AbortSignal): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      try {
        const more = await moveBatch({ store, publish, lease, batch })
        failures = 0
        if (!more) await bell.wait(pollMs, signal)
      } catch (error) {
        if (error instanceof AppError && error.code === 'lease_lost') return
        failures++
        if (log) messages['relay.failed'](log, { failures }, error)
        if (log && failures % ALARM.again === ALARM.first) messages['relay.stuck'](log, { failures }, error)
        await pause(retryMs * Math.min(failures, 10), signal)
      }
    }
  }

  const others = new Bell()
  const stopped = new AbortController()
  const telling = tellOthers(store, others, stopped.signal)
  const forget = store.wake.onEmitted(() => (leading ? bell : others).ring())
  return {
    kick: () => bell.ring(),
    stop: async () => {
      forget()
      stopped.abort()
      await Promise.all([held.stop(), telling])
    },
  }
}

interface Move {
  readonly store: Store
  readonly publish: Publish
  readonly lease: Lease
  readonly batch: number
}

/** True when there may be more to move at once. */
async function moveBatch({ store: { outbox }, publish, lease, batch }: Move): Promise<boolean> {
  await outbox.assign(lease, batch)
  const events = await outbox.unpublished(batch)
  if (events.length === 0) return false
  const { ids, error } = await publish(events)
  if (ids.length > 0 && !(await outbox.markPublished(lease, ids))) throw storeErrors.lease_lost()
  if (ids.length < events.length) throw error
  return events.length === batch
}

/** At most every 10 ms, however many commits there are. */
async function tellOthers(store: Store, emitted: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await emitted.wait(undefined, signal)
    if (signal.aborted) return
    await store.wake.tellOthers().catch(() => {})
    await pause(10, signal)
  }
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => {})
