import type { ServiceName } from '@amparo/contracts'
import type { InstalledHub } from './installation.ts'

export interface Listener {
  readonly host: string
  readonly port: number
}

/** Where the parts of a hub listen, and where others find them. */
export interface Addresses {
  readonly listen: (hub: InstalledHub, service: ServiceName) => Listener
  /** URL for the hub's other services. */
  readonly inside: (hub: InstalledHub, service: ServiceName) => string
  /** URL for browsers. In containers only portal and accounts have one. */
  readonly outside: (hub: InstalledHub, service: ServiceName) => string
  readonly natsListen: (hub: InstalledHub) => Listener & { readonly monitorPort?: number }
  /** URL for the hub's services and for its peers' exchange. */
  readonly nats: (hub: InstalledHub) => string
}

export const HOST = '127.0.0.1'
export const urlOf = (hub: InstalledHub, service: ServiceName): string =>
  `http://${HOST}:${hub.ports.services[service]}`
export const natsUrl = (hub: InstalledHub): string => `nats://${HOST}:${hub.ports.nats}`

/** The same places, with one hub's portal and accounts where its browsers find them. */
export const withOrigins = (
  addresses: Addresses,
  origins: { readonly portal?: string | undefined; readonly accounts?: string | undefined },
): Addresses => ({
  ...addresses,
  outside: (hub, service) =>
    (service === 'portal' || service === 'accounts' ? origins[service] : undefined) ?? addresses.outside(hub, service),
})

/** Everything on the loopback address of one machine, told apart by port. */
export const onThisMachine: Addresses = {
  listen: (hub, service) => ({ host: HOST, port: hub.ports.services[service] }),
  inside: urlOf,
  outside: urlOf,
  natsListen: hub => ({ host: HOST, port: hub.ports.nats }),
  nats: natsUrl,
}

const HTTP_PORT = 8080
const NATS_PORT = 4222
const MONITOR_PORT = 8222
const containerOf = (hub: InstalledHub, part: string): string => `${hub.hub.toLowerCase()}-${part}`

/**
 * Each part in a container named `<hub>-<part>`; what browsers need is published on the host's loopback address, at the same
 * ports as on one machine (docker-compose.yml).
 */
export const inContainers: Addresses = {
  listen: () => ({ host: '0.0.0.0', port: HTTP_PORT }),
  inside: (hub, service) => `http://${containerOf(hub, service)}:${HTTP_PORT}`,
  outside: urlOf,
  natsListen: () => ({ host: '0.0.0.0', port: NATS_PORT, monitorPort: MONITOR_PORT }),
  nats: hub => `nats://${containerOf(hub, 'nats')}:${NATS_PORT}`,
}
