import { fileURLToPath } from 'node:url'
import pg from 'pg'
import Postgrator from 'postgrator'
import { identifier } from './identifier.ts'

export interface MigrateOptions {
  /** As the migrator, who owns the schema. */
  readonly url: string
  /** The schema to bring up to date; named like its service. */
  readonly service: string
  /** The service's own, applied after the tables that every service has. */
  readonly migrationsDir?: string
  /** False for a schema without outbox and inbox. Default true. */
  readonly common?: boolean
}

const COMMON = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * Applies what has not been applied, in order, each file in a transaction of its own. Refuses when a file that was
 * applied has changed since. Several may run this at once: the others wait.
 */
export async function migrate({ url, service, migrationsDir, common = true }: MigrateOptions): Promise<void> {
  const schema = identifier(service)
  const client = new pg.Client({
    connectionString: url,
    application_name: `migrate ${schema}`,
    options: `-c search_path=${schema}`,
  })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`migrate ${schema}`])
    if (common) await apply(client, { dir: COMMON, schema, schemaTable: 'migration_common' })
    if (migrationsDir !== undefined) {
      await apply(client, { dir: migrationsDir, schema, schemaTable: 'migration' })
    }
  } finally {
    await client.end()
  }
}

interface Migrations {
  readonly dir: string
  readonly schema: string
  /** Where it is noted what was applied. */
  readonly schemaTable: string
}

async function apply(client: pg.Client, { dir, schema, schemaTable }: Migrations): Promise<void> {
  const postgrator = new Postgrator({
    driver: 'pg',
    migrationPattern: `${dir}/*.do.*.sql`,
    schemaTable,
    currentSchema: schema,
    newline: 'LF',
    execQuery: query => client.query(query),
  })
  await postgrator.migrate()
}
