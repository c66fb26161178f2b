import { EDGE_STREAM, edgeSubject } from '@amparo/contracts'
import { AckPolicy, DeliverPolicy, DiscardPolicy, ReplayPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { ACK_WAIT_MS, ensureConsumer, ensureStream, nanos, streamManager } from './jetstream-setup.ts'
import type { Nats } from './nats.ts'

/** The one consumer of the edge stream. */
export const EDGE_CONSUMER = 'exchange'

/**
 * The stream in account EDGE that takes in what peers send, and its one consumer. A peer that floods fills its own subject and
 * then loses what it sends (`discard: new`), which is no loss: it repeats until it has a signed statement.
 */
export async function provisionEdge(admin: Nats): Promise<void> {
  const manager = await streamManager(admin)
  await ensureStream(manager, {
    name: EDGE_STREAM,
    subjects: [edgeSubject('>')],
    storage: StorageType.File,
    retention: RetentionPolicy.Workqueue,
    discard: DiscardPolicy.New,
    discard_new_per_subject: true,
    max_msgs_per_subject: 10_000,
    max_bytes: 1024 ** 3,
    max_msg_size: 1024 ** 2,
    num_replicas: 1,
    allow_direct: false,
    deny_purge: true,
    deny_delete: true,
  })
  await ensureConsumer(manager, EDGE_STREAM, {
    durable_name: EDGE_CONSUMER,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    max_ack_pending: 256,
    max_deliver: -1,
    ack_wait: nanos(ACK_WAIT_MS),
  })
}
