import type { ServiceName } from '@amparo/contracts'
import pg from 'pg'
import { identifier } from '../identifier.ts'
import { ensureDatabase, ensureGroup, ensureLogin, ensureSchema, logNoStatements } from './statements.ts'

export interface ProvisionOptions {
  /** Of the cluster, as superuser. Its path is not used. */
  readonly superuserUrl: string
  readonly hub: string
  /** Those with a schema of their own. */
  readonly services: readonly ServiceName[]
  /** By login role: `xa_migrator`, `xa_redaction_keys`, and `xa_<service>` for each service. See `loginRoles`. */
  readonly passwords: Readonly<Record<string, string>>
}

/** One URL for each login, to the one database that it may enter. */
export interface ProvisionedUrls {
  readonly migrator: string
  readonly keysMigrator: string
  readonly keys: string
  readonly services: Readonly<Record<string, string>>
}

/** The schema of the keys database; its group is `keys_app`. */
export const KEYS_SCHEMA = 'keys'

/** Every login role of a hub: for each of them a password is needed. */
export function loginRoles(hub: string, services: readonly ServiceName[]): string[] {
  const names = namesOf(hub)
  return [names.migrator, names.keysLogin, ...services.map(names.login)]
}

/**
 * A hub's database with a schema for each service, and apart from it the database of wrapped keys. Each service has a
 * login of its own that may enter its hub's database only and sees its own schema only; what it may do there, the
 * migrations say. Can be repeated: what is there stays, passwords and rights are set anew.
 */
export async function provisionDatabase(options: ProvisionOptions): Promise<ProvisionedUrls> {
  const { superuserUrl, services, passwords } = options
  const names = namesOf(options.hub)
  const login = (role: string) => ({ role, password: passwordOf(passwords, role) })

  await connected(superuserUrl, 'postgres', async client => {
    // Roles belong to the cluster: two hubs that are provisioned at once would trip over each other.
    await client.query(`select pg_advisory_lock(hashtextextended('amparo provision', 0))`)
    await logNoStatements(client)
    await ensureLogin(client, login(names.migrator))
    for (const service of services) {
      await ensureGroup(client, groupOf(service))
      await ensureLogin(client, { ...login(names.login(service)), memberOf: groupOf(service) })
    }
    await ensureGroup(client, groupOf(KEYS_SCHEMA))
    await ensureLogin(client, { ...login(names.keysLogin), memberOf: groupOf(KEYS_SCHEMA) })
    await ensureDatabase(client, names.main, [names.migrator, ...services.map(names.login)])
    await ensureDatabase(client, names.keys, [names.migrator, names.keysLogin])
  })
  await connected(superuserUrl, names.main, async client => {
    for (const service of services) {
      await ensureSchema(client, {
        database: names.main,
        schema: service,
        owner: names.migrator,
        group: groupOf(service),
        login: names.login(service),
      })
    }
  })
  await connected(superuserUrl, names.keys, client =>
    ensureSchema(client, {
      database: names.keys,
      schema: KEYS_SCHEMA,
      owner: names.migrator,
      group: groupOf(KEYS_SCHEMA),
      login: names.keysLogin,
    }),
  )

  const url = (database: string, role: string) => urlFor(superuserUrl, database, login(role))
  return {
    migrator: url(names.main, names.migrator),
    keysMigrator: url(names.keys, names.migrator),
    keys: url(names.keys, names.keysLogin),
    services: Object.fromEntries(services.map(service => [service, url(names.main, names.login(service))])),
  }
}

const groupOf = (schema: string) => `${identifier(schema)}_app`

function namesOf(hub: string) {
  const prefix = identifier(hub.toLowerCase())
  return {
    main: `amparo_${prefix}`,
    keys: `amparo_${prefix}_keys`,
    migrator: `${prefix}_migrator`,
    keysLogin: `${prefix}_redaction_keys`,
    login: (service: ServiceName) => `${prefix}_${identifier(service)}`,
  }
}

function passwordOf(passwords: Readonly<Record<string, string>>, role: string): string {
  const password = passwords[role]
  if (!password) throw new TypeError(`No password for ${role}`)
  return password
}

function urlFor(superuserUrl: string, database: string, login?: { role: string; password: string }): string {
  const url = new URL(superuserUrl)
  url.pathname = `/${database}`
  if (login) {
    url.username = login.role
    url.password = encodeURIComponent(login.password)
  }
  return url.href
}

async function connected(superuserUrl: string, database: string, work: (client: pg.Client) => Promise<void>) {
  const client = new pg.Client({ connectionString: urlFor(superuserUrl, database), application_name: 'provision' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
