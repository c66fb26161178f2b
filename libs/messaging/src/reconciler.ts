import { randomUUID } from 'node:crypto'
import { coveredBy, EVENTS, type ServiceName } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { holdLease, type Lease, type OutboxEntry, type Store, storeErrors } from '@amparo/store'
import { Bell } from './bell.ts'
import { compareCounts } from './compare-counts.ts'
import { messages } from './log.ts'
import type { Nats } from './nats.ts'
import { type Publish, publisher } from './publish.ts'
import type { Relay } from './relay.ts'

export interface ReconcilerOptions {
  readonly log?: Log
  /** Default 30 s; also at the start. */
  readonly everyMs?: number
  /** What was published more recently is not asked about. Default 2 s. */
  readonly graceMs?: number
  /** What a consumer still lacks after that is published again, then after twice as long, and so on. Default 30 s. */
  readonly republishAfterMs?: number
  /** Default 7 days. */
  readonly keepAnswersMs?: number
  readonly leaseTtlMs?: number
}

const ASK_AT_ONCE = 500

/**
 * Asks each consumer what stands in its inbox, deletes what all of them have, and publishes again what one of them lacks.
 * The word of the broker counts for nothing here. A consumer that does not answer keeps its events where they are.
 */
export function startReconciler(
  nats: Nats,
  store: Store,
  service: ServiceName,
  options: ReconcilerOptions = {},
): Relay {
  if (service !== store.service) throw new TypeError('A reconciler works on the outbox of its own service')
  const { log, everyMs = 30_000, keepAnswersMs = 7 * DAY_MS, leaseTtlMs = 6_000 } = options
  const bell = new Bell()
  // A message id of its own: the stream's memory of duplicates would swallow what its storage has lost.
  const publish = publisher({ nats, outbox: store.outbox, messageId: event => `${event.id}.${randomUUID()}` })
  const held = holdLease(store.leases, {
    name: 'reconciler',
    ttlMs: leaseTtlMs,
    onError: error => log && messages['reconciler.failed'](log, {}, error),
    work: async (lease, signal) => {
      while (!signal.aborted) {
        await reconcile({ nats, store, lease, signal, publish, ...options }).catch(
          error => log && messages['reconciler.failed'](log, {}, error),
        )
        await compareCounts({ nats, store, log }).catch(
          error => log && messages['reconciler.unanswered'](log, { consumer: 'audit' }, error),
        )
        await store.pruneAnswers(keepAnswersMs).catch(() => {})
        await bell.wait(everyMs, signal)
      }
    },
  })
  return { kick: () => bell.ring(), stop: () => held.stop() }
}

interface Reconciliation extends ReconcilerOptions {
  readonly nats: Nats
  readonly store: Store
  readonly lease: Lease
  readonly signal: AbortSignal
  readonly publish: Publish
}

async function reconcile(options: Reconciliation): Promise<void> {
  const { store, signal, graceMs = 2_000 } = options
  for (let after = 0n; !signal.aborted; ) {
    const entries = await store.outbox.outstanding(graceMs, after, ASK_AT_ONCE)
    if (entries.length === 0) return
    after = entries.at(-1)?.sequence ?? after
    await settle(options, entries)
  }
}

async function settle(options: Reconciliation, entries: readonly OutboxEntry[]): Promise<void> {
  const { store, lease, publish, log, republishAfterMs = 30_000 } = options
  const coverage = await askConsumers(options, entries)
  const has = (consumer: ServiceName, id: string) => coverage.get(consumer)?.has(id)
  const everywhere = entries.filter(({ id, type }) => consumersOf(type).every(consumer => has(consumer, id) === true))
  const lacking = entries.filter(({ id, type }) => consumersOf(type).some(consumer => has(consumer, id) === false))

  await fencedBy(store.outbox.remove(lease, idsOf(everywhere)))
  if (lacking.length === 0) return
  const { ids, error } = await publish(await store.outbox.dueAgain(idsOf(lacking), republishAfterMs))
  if (ids.length > 0) {
    if (log) messages['reconciler.republished'](log, { count: ids.length })
    await fencedBy(store.outbox.markRepublished(lease, ids))
  }
  if (error) throw error
}

/** By consumer: which of the events it has. A consumer that did not answer is missing. */
async function askConsumers({ nats, log }: Reconciliation, entries: readonly OutboxEntry[]) {
  const consumers = [...new Set(entries.flatMap(({ type }) => consumersOf(type)))]
  const answers = await Promise.all(
    consumers.map(async consumer => {
      const eventIds = idsOf(entries.filter(({ type }) => consumersOf(type).includes(consumer)))
      try {
        const { coveredIds } = await nats.ask(coveredBy(consumer), { eventIds })
        return [consumer, new Set(coveredIds)] as const
      } catch (error) {
        if (log) messages['reconciler.unanswered'](log, { consumer }, error)
        return undefined
      }
    }),
  )
  return new Map(answers.filter(found => found !== undefined))
}

async function fencedBy(change: Promise<boolean>): Promise<void> {
  if (!(await change)) throw storeErrors.lease_lost()
}

const CONSUMERS = new Map(EVENTS.map(event => [event.type, event.consumers]))
const consumersOf = (type: string): readonly ServiceName[] => CONSUMERS.get(type) ?? []
const idsOf = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id)
