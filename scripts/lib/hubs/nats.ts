import { readFileSync, writeFileSync } from 'node:fs'
import { inboxPrefix, permissionsOf, SERVICES } from '@amparo/contracts'
import { connectNats, provisionEdge, provisionStreams } from '@amparo/messaging'
import { type NatsUser, natsConfig } from '@amparo/testing/platform'
import { natsUrl } from './environment.ts'
import type { InstalledHub } from './installation.ts'
import { natsKey } from './keys.ts'
import type { Layout } from './layout.ts'

type HubPaths = ReturnType<Layout['hub']>

/** The user that makes streams and consumers at start, and reads them for the scan. No service has its seed. */
export const PROVISIONER = 'provisioner'
export const EDGE_EXCHANGE = 'edge-exchange'
const peerUser = (hub: string) => `peer-${hub}`

/** The server's accounts and users: each service with the permissions that the contracts give it, each peer with one subject. */
export function natsConfigOf(
  paths: HubPaths,
  { hub, peers, scanned }: { hub: string; peers: readonly string[]; scanned: boolean },
): string {
  const services: NatsUser[] = SERVICES.map(service => ({ ...natsKey(paths, service), ...permissionsOf(service) }))
  const provisioner: NatsUser = {
    ...natsKey(paths, PROVISIONER),
    // The demonstration's scan plants a message of its own, to prove that it would find one.
    publish: ['$JS.API.>', ...(scanned ? ['canary'] : [])],
    subscribe: [`${inboxPrefix(PROVISIONER)}.>`],
  }
  return natsConfig({
    hub,
    services,
    provisioner,
    edge: {
      exchange: { nkey: natsKey(paths, EDGE_EXCHANGE).nkey },
      peers: peers.map(peer => ({ name: peer, nkey: natsKey(paths, peerUser(peer)).nkey })),
    },
  })
}

/** Where exchange finds its own edge and its peers', and the seed with which each lets it in. */
export function writeEdgeFile(file: string, own: InstalledHub, peers: readonly InstalledHub[], layout: Layout): void {
  const edge = {
    own: { url: natsUrl(own), seedFile: layout.hub(own.hub).seed(EDGE_EXCHANGE) },
    peers: peers.map(peer => ({
      hub: peer.hub,
      url: natsUrl(peer),
      seedFile: layout.hub(peer.hub).seed(peerUser(own.hub)),
    })),
  }
  writeFileSync(file, JSON.stringify(edge, null, 2), { mode: 0o600 })
}

/** Makes streams and consumers in both accounts, with users that no service has. */
export async function prepareStreams(paths: HubPaths, url: string): Promise<void> {
  for (const [user, inbox, provision] of [
    [PROVISIONER, PROVISIONER, provisionStreams],
    [EDGE_EXCHANGE, 'exchange', provisionEdge],
  ] as const) {
    const nats = await connectNats({ url, seed: readFileSync(paths.seed(user), 'utf8'), user: inbox })
    try {
      await provision(nats)
    } finally {
      await nats.close()
    }
  }
}
