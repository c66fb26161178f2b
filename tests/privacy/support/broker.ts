import { readFileSync } from 'node:fs'
import { type ServiceName, streamOf } from '@amparo/contracts'
import { connectNats, type Nats, provisionEdge, provisionStreams } from '@amparo/messaging'
import { removeTempDir, tempDir, useNats } from '@amparo/testing'
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { afterAll } from 'vitest'
import { layout } from '../../../scripts/lib/hubs/layout.ts'
import { natsConfigOf, PROVISIONER } from '../../../scripts/lib/hubs/nats.ts'

const HUB = 'XA'
export const PEERS = ['XB', 'XC'] as const
type Peer = (typeof PEERS)[number]

export interface Broker {
  /** Connected with a service's own credentials; the same connection each time. */
  as(user: ServiceName | typeof PROVISIONER): Promise<NatsConnection>
  service(user: ServiceName): Promise<Nats>
  /** With a peer hub's credentials, or with exchange's at the edge. */
  atTheEdge(user: Peer | 'exchange'): Promise<NatsConnection>
  readonly streams: JetStreamManager
  readonly edgeStreams: JetStreamManager
}

/** The server of a hub as it is installed, its streams made, for one test file. `change`: to the configuration's text. */
export async function useBroker(change: (config: string) => string = config => config): Promise<Broker> {
  const state = tempDir('broker')
  const places = layout(state)
  const own = places.hub(HUB)
  const { url } = await useNats(change(natsConfigOf(places, { hub: HUB, peers: PEERS, scanned: false })))
  const open = new Map<string, Promise<Nats>>()
  const connected = (seedFile: string, user: string) => {
    const one = open.get(seedFile) ?? connectNats({ url, seedFile, user })
    open.set(seedFile, one)
    return one
  }
  afterAll(async () => {
    await Promise.all([...open.values()].map(async one => (await one).close()))
    removeTempDir(state)
  })

  const provisioner = await connectNats({ url, seed: readFileSync(own.seed(PROVISIONER), 'utf8'), user: PROVISIONER })
  await provisionStreams(provisioner)
  const edge = await connectNats({ url, seed: readFileSync(own.edgeSeed, 'utf8'), user: 'exchange' })
  await provisionEdge(edge, PEERS)
  afterAll(() => Promise.all([provisioner.close(), edge.close()]))
  return {
    service: user => connected(own.seed(user), user),
    as: async user => (await connected(own.seed(user), user)).connection,
    atTheEdge: async user =>
      (await (user === 'exchange' ? connected(own.edgeSeed, user) : connected(places.hub(user).peerSeed(HUB), HUB)))
        .connection,
    streams: await jetstreamManager(provisioner.connection, { checkAPI: false, timeout: 60_000 }),
    edgeStreams: await jetstreamManager(edge.connection, { checkAPI: false, timeout: 60_000 }),
  }
}

/** Everything about the streams that somebody could have changed: messages, consumers, what each has and has acknowledged. */
export async function stateOf(manager: JetStreamManager): Promise<Record<string, unknown>> {
  const state: Record<string, unknown> = {}
  for await (const stream of manager.streams.list()) {
    const { name, subjects, deny_purge } = stream.config
    state[name] = { subjects, deny_purge, messages: stream.state.messages, last: stream.state.last_seq }
    for await (const consumer of manager.consumers.list(name)) {
      const { config, ack_floor, delivered, num_ack_pending, num_pending } = consumer
      const progress = {
        acknowledged: ack_floor.stream_seq,
        delivered: delivered.stream_seq,
        num_ack_pending,
        num_pending,
      }
      state[`${name} ${consumer.name}`] = { filter: config.filter_subjects, ...progress }
    }
  }
  return state
}

export const consumerOf = (source: ServiceName, service: ServiceName): string => `${streamOf(source)}.${service}`
