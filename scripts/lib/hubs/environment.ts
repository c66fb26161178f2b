import { join } from 'node:path'
import type { ServiceName } from '@amparo/contracts'
import type { InstalledHub } from './installation.ts'
import { exchangeKeyFile, grantKeyFile, keyStoreDir, signingKeyFile } from './keys.ts'
import type { Layout } from './layout.ts'

export interface Places {
  readonly layout: Layout
  readonly postgres: { readonly host: string; readonly port: number }
  readonly logLevel: string
}

export const HOST = '127.0.0.1'
export const urlOf = (hub: InstalledHub, service: ServiceName): string =>
  `http://${HOST}:${hub.ports.services[service]}`
export const natsUrl = (hub: InstalledHub): string => `nats://${HOST}:${hub.ports.nats}`
export const databaseOf = (hub: string): string => `amparo_${hub.toLowerCase()}`
export const keysDatabaseOf = (hub: string): string => `${databaseOf(hub)}_keys`

/** Files beside the keys that a service is pointed to. */
export const files = (paths: ReturnType<Layout['hub']>) => ({
  users: join(paths.service('accounts'), 'users.json'),
  issuerKeys: join(paths.service('accounts'), 'issuer.jwks.json'),
  cookieKey: join(paths.service('accounts'), 'cookie.key'),
  clients: join(paths.service('accounts'), 'clients.json'),
  edge: join(paths.service('exchange'), 'edge.json'),
  upstreams: join(paths.service('portal'), 'upstreams.json'),
})

/** The settings of one service of one hub; the only ones it gets. */
export function environmentOf(places: Places, hub: InstalledHub, service: ServiceName): Record<string, string> {
  const paths = places.layout.hub(hub.hub)
  const role = (name: string) => {
    const user = `${hub.hub.toLowerCase()}_${name}`
    return `${user}:${hub.databasePasswords[user] ?? ''}@${places.postgres.host}:${places.postgres.port}`
  }
  const own = files(paths)
  const special: Partial<Record<ServiceName, Record<string, string>>> = {
    accounts: {
      AMPARO_USERS_FILE: own.users,
      AMPARO_ISSUER_KEYS_FILE: own.issuerKeys,
      AMPARO_COOKIE_KEY_FILE: own.cookieKey,
      AMPARO_CLIENTS: own.clients,
    },
    directory: { AMPARO_DIRECTORY_FILE: paths.directoryStatement },
    consent: { AMPARO_GRANT_KEY_FILE: grantKeyFile(paths) },
    redaction: {
      AMPARO_KEYSTORE_DIR: keyStoreDir(paths),
      AMPARO_KEYS_DATABASE_URL: `postgresql://${role('redaction_keys')}/${keysDatabaseOf(hub.hub)}`,
    },
    exchange: { AMPARO_EXCHANGE_KEY_FILE: exchangeKeyFile(paths), AMPARO_EDGE_FILE: own.edge },
    portal: { AMPARO_PUBLIC_URL: urlOf(hub, 'portal'), AMPARO_UPSTREAMS_FILE: own.upstreams },
  }
  return {
    AMPARO_HUB: hub.hub,
    AMPARO_HTTP_HOST: HOST,
    AMPARO_HTTP_PORT: String(hub.ports.services[service]),
    AMPARO_DATABASE_URL: `postgresql://${role(service)}/${databaseOf(hub.hub)}`,
    AMPARO_NATS_URL: natsUrl(hub),
    AMPARO_NATS_SEED_FILE: paths.seed(service),
    AMPARO_ISSUER: urlOf(hub, 'accounts'),
    AMPARO_AUDIENCE: `urn:amparo:hub:${hub.hub}`,
    AMPARO_SIGNING_KEY_FILE: signingKeyFile(paths, service),
    AMPARO_TRUST_FILE: paths.trust,
    AMPARO_JURISDICTION_CERT_FILE: paths.jurisdictionCertificate,
    AMPARO_LOG_LEVEL: places.logLevel,
    ...special[service],
  }
}
