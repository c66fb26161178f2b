import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inboxPrefix, permissionsOf, SERVICES } from '@amparo/contracts'
import {
  connectNats,
  type Nats,
  type NatsUser,
  natsConfig,
  processConfig,
  provisionEdge,
  provisionStreams,
} from '@amparo/messaging'
import { z } from 'zod'
import type { Addresses } from './addresses.ts'
import { files } from './environment.ts'
import type { InstalledHub } from './installation.ts'
import { readJoined } from './joined.ts'
import { natsKey } from './keys.ts'
import type { HubPaths, Layout } from './layout.ts'
import { writePrivate } from './secrets.ts'

/** The user that makes streams and consumers at start, and reads them for the scan. No service has its seed. */
export const PROVISIONER = 'provisioner'

/** The server's accounts and users: each service with the permissions that the contracts give it, each peer with one subject. */
export function natsConfigOf(
  layout: Layout,
  { hub, peers, scanned }: { hub: string; peers: readonly string[]; scanned: boolean },
): string {
  const paths = layout.hub(hub)
  const services: NatsUser[] = SERVICES.map(service => ({
    name: service,
    nkey: natsKey(paths.seed(service)),
    ...permissionsOf(service),
  }))
  const provisioner: NatsUser = {
    name: PROVISIONER,
    nkey: natsKey(paths.seed(PROVISIONER)),
    // The demonstration's scan plants a message of its own, to prove that it would find one.
    publish: ['$JS.API.>', ...(scanned ? ['canary'] : [])],
    subscribe: [`${inboxPrefix(PROVISIONER)}.>`],
  }
  return natsConfig({
    hub,
    services,
    provisioner,
    edge: {
      exchange: { nkey: natsKey(paths.edgeSeed) },
      peers: [
        ...peers.map(peer => ({ name: peer, nkey: natsKey(layout.hub(peer).peerSeed(hub)) })),
        ...readJoined(paths.joined).map(({ hub: name, nkey }) => ({ name, nkey })),
      ],
    },
  })
}

/** The whole configuration of a server that others start. It holds public keys only. */
export function writeNatsConfig(
  layout: Layout,
  addresses: Addresses,
  hub: InstalledHub,
  peers: readonly string[],
): void {
  const paths = layout.hub(hub.hub)
  const own = processConfig({
    name: `amparo-${hub.hub}`,
    ...addresses.natsListen(hub),
    storeDir: join(paths.nats, 'jetstream'),
    syncAlways: true,
  })
  writePrivate(paths.natsConfig, `${own}\n${natsConfigOf(layout, { hub: hub.hub, peers, scanned: false })}`)
}

/** Where exchange finds its own edge and its peers', and the seed with which each lets it in. */
export function writeEdgeFile(
  file: string,
  own: InstalledHub,
  peers: readonly InstalledHub[],
  { layout, addresses }: { layout: Layout; addresses: Addresses },
): void {
  const paths = layout.hub(own.hub)
  writePrivate(file, {
    own: { url: addresses.nats(own), seedFile: paths.edgeSeed },
    peers: [...peers.map(peer => ({ hub: peer.hub, url: addresses.nats(peer) })), ...readJoined(paths.joined)].map(
      ({ hub, url }) => ({ hub, url, seedFile: paths.peerSeed(hub) }),
    ),
  })
}

const server = z.object({ url: z.string(), seedFile: z.string() })
const edgeFile = z.object({ own: server, peers: z.array(server.extend({ hub: z.string() })) })

export const readEdgeFile = (paths: HubPaths): z.output<typeof edgeFile> =>
  edgeFile.parse(JSON.parse(readFileSync(files(paths).edge, 'utf8')))

/** One more hub whose messages exchange takes in; it looks at the file every few seconds. */
export function addPeer(paths: HubPaths, { hub, url }: { hub: string; url: string }): void {
  const { own, peers } = readEdgeFile(paths)
  const others = peers.filter(peer => peer.hub !== hub)
  writePrivate(files(paths).edge, { own, peers: [...others, { hub, url, seedFile: paths.peerSeed(hub) }] })
}

/** Whose messages exchange takes in. */
const peersOf = (paths: HubPaths): string[] => readEdgeFile(paths).peers.map(({ hub }) => hub)

/** Makes streams and consumers in both accounts, with users that no service has. `replicas`: 3 on a cluster. */
export async function prepareStreams(paths: HubPaths, url: string, replicas = 1): Promise<void> {
  for (const [seedFile, inbox, provision] of [
    [paths.seed(PROVISIONER), PROVISIONER, (nats: Nats) => provisionStreams(nats, { replicas })],
    [paths.edgeSeed, 'exchange', (nats: Nats) => provisionEdge(nats, peersOf(paths), { replicas })],
  ] as const) {
    const nats = await connectNats({ url, seed: readFileSync(seedFile, 'utf8'), user: inbox })
    try {
      await provision(nats)
    } finally {
      await nats.close()
    }
  }
}
