import { edgeStream, edgeSubject } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'
import { AckPolicy, DeliverPolicy, DiscardPolicy, ReplayPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { ACK_WAIT_MS, ensureConsumer, ensureStream, nanos, streamManager } from './jetstream-setup.ts'
import type { Nats } from './nats.ts'
import { STREAM_BYTES } from './server-config.ts'

/** The one consumer of each edge stream. */
export const EDGE_CONSUMER = 'exchange'

const MB = 1024 ** 2
const MOST_BYTES = 64 * MB

/**
 * The streams in account EDGE that take in what peers send, one a peer, each with its one consumer. A peer that floods fills its
 * own stream and is then refused (`discard: new`), which is no loss: it repeats until it has a signed statement. For the same
 * reason nothing needs to be kept for long. The stream of a hub that is a peer no longer is taken away. `replicas`: 1 on one server,
 * 3 on a cluster. However many peers there are, all have room: the server counts each stream as full, and refuses one for which nothing is left.
 */
export async function provisionEdge(
  admin: Nats,
  peers: readonly string[],
  { replicas = 1 }: { readonly replicas?: number } = {},
): Promise<void> {
  const manager = await streamManager(admin)
  const wanted = new Set(peers.map(edgeStream))
  const there = new Set<string>()
  for await (const name of manager.streams.names())
    if (wanted.has(name)) there.add(name)
    else await manager.streams.delete(name)
  const max_bytes = Math.min(MOST_BYTES, Math.floor(STREAM_BYTES / replicas / peers.length))
  // Those first that may have to make room for the others.
  const inTurn = [...peers].sort((a, b) => Number(there.has(edgeStream(b))) - Number(there.has(edgeStream(a))))
  for (const peer of inTurn) {
    await ensureStream(manager, {
      name: edgeStream(peer),
      subjects: [edgeSubject(peer)],
      storage: StorageType.File,
      retention: RetentionPolicy.Workqueue,
      discard: DiscardPolicy.New,
      max_msgs: 10_000,
      max_bytes,
      max_msg_size: MB,
      max_age: nanos(DAY_MS),
      num_replicas: replicas,
      allow_direct: false,
      deny_purge: true,
      deny_delete: true,
    })
    await ensureConsumer(manager, edgeStream(peer), {
      durable_name: EDGE_CONSUMER,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      replay_policy: ReplayPolicy.Instant,
      max_ack_pending: 64,
      max_deliver: -1,
      ack_wait: nanos(ACK_WAIT_MS),
    })
  }
}
