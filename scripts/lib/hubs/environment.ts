import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SERVICES, type ServiceName } from '@amparo/contracts'
import type { Addresses } from './addresses.ts'
import type { InstalledHub } from './installation.ts'
import { auditKeyStoreDir, exchangeKeyFile, grantKeyFile, keyStoreDir, signingKeyFile } from './keys.ts'
import type { HubPaths, Layout } from './layout.ts'
import { writePrivate } from './secrets.ts'

export interface Places {
  readonly layout: Layout
  readonly addresses: Addresses
  /** `options` are those of a PostgreSQL URL, for instance `?sslmode=verify-full`. */
  readonly postgres: { readonly host: string; readonly port: number; readonly options?: string }
  readonly logLevel: string
  /** For trying out: hubs go on with fewer witnesses than they should have, and nobody real is in them. */
  readonly trial: boolean
  /** A folder of protocols beside those that come with the software. */
  readonly protocolsDir?: string | undefined
  /** Where a scanner for malware answers: `host:port`, or a socket. */
  readonly clamd?: string | undefined
}

export const databaseOf = (hub: string): string => `amparo_${hub.toLowerCase()}`
export const keysDatabaseOf = (hub: string): string => `${databaseOf(hub)}_keys`

/** Files beside the keys that a service is pointed to. */
export const files = (paths: HubPaths) => ({
  users: join(paths.service('accounts'), 'users.json'),
  issuerKeys: join(paths.service('accounts'), 'issuer.jwks.json'),
  cookieKey: join(paths.service('accounts'), 'cookie.key'),
  clients: join(paths.service('accounts'), 'clients.json'),
  edge: join(paths.service('exchange'), 'edge.json'),
  upstreams: join(paths.service('portal'), 'upstreams.json'),
  witnesses: join(paths.service('audit'), 'witnesses'),
})

/** The settings of one service of one hub; the only ones it gets. */
export function environmentOf(places: Places, hub: InstalledHub, service: ServiceName): Record<string, string> {
  const { addresses, layout } = places
  const paths = layout.hub(hub.hub)
  const { host, port } = addresses.listen(hub, service)
  return {
    AMPARO_HUB: hub.hub,
    AMPARO_HTTP_HOST: host,
    AMPARO_HTTP_PORT: String(port),
    AMPARO_ISSUER: addresses.outside(hub, 'accounts'),
    ...innerKeys(places.addresses, hub),
    AMPARO_AUDIENCE: `urn:amparo:hub:${hub.hub}`,
    AMPARO_TRUST_FILE: paths.trust,
    AMPARO_JURISDICTION_CERT_FILE: paths.jurisdictionCertificate,
    AMPARO_LOG_LEVEL: places.logLevel,
    // The portal has no database, no broker and no key.
    ...(service === 'portal' ? {} : connections(places, hub, service)),
    ...ownSettings(places, hub)[service],
  }
}

/** The issuer is named as browsers know it. Where services know it by another name, they are told where its keys are. */
function innerKeys({ inside, outside }: Addresses, hub: InstalledHub): Record<string, string> {
  const known = inside(hub, 'accounts')
  return known === outside(hub, 'accounts') ? {} : { AMPARO_JWKS_URL: `${known}/jwks` }
}

function connections(places: Places, hub: InstalledHub, service: ServiceName): Record<string, string> {
  const paths = places.layout.hub(hub.hub)
  return {
    AMPARO_DATABASE_URL: databaseUrl(places, hub, service, databaseOf(hub.hub)),
    AMPARO_NATS_URL: places.addresses.nats(hub),
    AMPARO_NATS_SEED_FILE: paths.seed(service),
    AMPARO_SIGNING_KEY_FILE: signingKeyFile(paths, service),
  }
}

function ownSettings(places: Places, hub: InstalledHub): Partial<Record<ServiceName, Record<string, string>>> {
  const paths = places.layout.hub(hub.hub)
  const protocols = places.protocolsDir === undefined ? {} : { AMPARO_PROTOCOLS_DIR: places.protocolsDir }
  const own = files(paths)
  return {
    accounts: {
      AMPARO_USERS_FILE: own.users,
      AMPARO_ISSUER_KEYS_FILE: own.issuerKeys,
      AMPARO_COOKIE_KEY_FILE: own.cookieKey,
      AMPARO_CLIENTS: own.clients,
    },
    directory: { AMPARO_DIRECTORY_FILE: paths.directoryStatement },
    consent: { AMPARO_GRANT_KEY_FILE: grantKeyFile(paths) },
    referral: protocols,
    redaction: {
      ...protocols,
      ...(places.clamd === undefined ? {} : { AMPARO_CLAMD: places.clamd }),
      AMPARO_KEYSTORE_DIR: keyStoreDir(paths),
      AMPARO_KEYS_DATABASE_URL: databaseUrl(places, hub, 'redaction_keys', keysDatabaseOf(hub.hub)),
    },
    audit: {
      AMPARO_KEYSTORE_DIR: auditKeyStoreDir(paths),
      AMPARO_DESTROYED_NAMES_DIR: paths.destroyedNames,
      AMPARO_LOG_TILES_DIR: paths.publishedLog,
      // Hubs that were installed before there were witnesses have none until something of them is written anew.
      ...(existsSync(own.witnesses) ? { AMPARO_WITNESSES_FILE: own.witnesses } : {}),
      ...(places.trial ? { AMPARO_UNWITNESSED: 'trial' } : {}),
    },
    exchange: { AMPARO_EXCHANGE_KEY_FILE: exchangeKeyFile(paths), AMPARO_EDGE_FILE: own.edge },
    portal: {
      AMPARO_PUBLIC_URL: places.addresses.outside(hub, 'portal'),
      AMPARO_UPSTREAMS_FILE: own.upstreams,
    },
  }
}

function databaseUrl({ postgres }: Places, hub: InstalledHub, name: string, database: string): string {
  const role = `${hub.hub.toLowerCase()}_${name}`
  const password = hub.databasePasswords[role]
  if (!password) throw new TypeError(`No password for ${role}`)
  return `postgresql://${role}:${password}@${postgres.host}:${postgres.port}/${database}${postgres.options ?? ''}`
}

/** The same settings as a file beside the service's keys, for `node --env-file`: 0600, and in no process listing. */
export function writeEnvironments(places: Places, hub: InstalledHub): void {
  const paths = places.layout.hub(hub.hub)
  for (const service of SERVICES) {
    const lines = Object.entries(environmentOf(places, hub, service)).map(([name, value]) => `${name}=${quoted(value)}`)
    writePrivate(paths.environment(service), `${lines.join('\n')}\n`)
  }
}

function quoted(value: string): string {
  if (/['\r\n]/.test(value)) throw new TypeError('a setting holds a quote or a line break')
  return `'${value}'`
}
