import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { identifier } from '../identifier.ts'
import { areApplied, type Migrations } from './applied.ts'

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

const COMMON = fileURLToPath(new URL('../../migrations', import.meta.url))

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

async function apply(client: pg.Client, migrations: Migrations): Promise<void> {
  // Every start of a hub but the first ends here: the tool would ask for each file by itself.
  if (await areApplied(client, migrations)) return
  const { default: Postgrator } = await import('postgrator')
  const { dir, schema, schemaTable } = migrations
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
