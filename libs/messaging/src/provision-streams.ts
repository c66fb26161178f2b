import { EVENTS, filterSubjects, SERVICES, type ServiceName, streamOf } from '@amparo/contracts'
import { HOUR_MS } from '@amparo/kernel'
import { AckPolicy, DeliverPolicy, DiscardPolicy, ReplayPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { ACK_WAIT_MS, ensureConsumer, ensureStream, nanos, streamManager } from './jetstream-setup.ts'
import type { Nats } from './nats.ts'
import { STREAM_BYTES } from './server-config.ts'

export interface ProvisionStreamsOptions {
  /** 1 on one server, 3 on a cluster. Default 1. */
  readonly replicas?: number
  /** For tests that take away what a broker might lose. Default false. */
  readonly purgeable?: boolean
  /** What all streams may hold together, as `natsConfig` was told. Default 4 GiB. */
  readonly eventBytes?: number
}

/**
 * Makes the stream of each source and a consumer for each service that hears of it, from the contracts; what is there is
 * brought up to date. A server that takes a setting differently than asked makes it throw. `admin` may use $JS.API.
 *
 * What the streams hold can be lost: the sources' outboxes have it until every consumer does.
 */
export async function provisionStreams(
  admin: Nats,
  { replicas = 1, purgeable = false, eventBytes = STREAM_BYTES }: ProvisionStreamsOptions = {},
): Promise<void> {
  const manager = await streamManager(admin)
  const sources = SERVICES.filter(service => EVENTS.some(event => event.source === service))
  // A stream that is full lets go of its oldest. Where all together reached the account's bound first, the server would take no more
  // of anybody's until something is too old. One share is left: it counts before it lets go.
  const max_bytes = Math.floor(eventBytes / replicas / (sources.length + 1))
  for (const source of sources) {
    await ensureStream(manager, {
      name: streamOf(source),
      subjects: [`evt.${source}.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_bytes,
      max_age: nanos(14 * 24 * HOUR_MS),
      duplicate_window: nanos(120_000),
      num_replicas: replicas,
      allow_direct: false,
      // The server acknowledges to whatever reply subject a publisher names: one that names the purge API must find it shut.
      deny_purge: !purgeable,
      deny_delete: true,
    })
    for (const consumer of consumersOf(source)) {
      await ensureConsumer(manager, streamOf(source), {
        durable_name: consumer,
        filter_subjects: filterSubjects(source, consumer),
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        replay_policy: ReplayPolicy.Instant,
        max_ack_pending: 1_000,
        max_deliver: -1,
        ack_wait: nanos(ACK_WAIT_MS),
      })
    }
  }
}

const consumersOf = (source: ServiceName) =>
  SERVICES.filter(service => EVENTS.some(event => event.source === source && event.consumers.includes(service)))
