import { MikroORM, type Options } from '@mikro-orm/postgresql'
import { PostgresDialect } from 'kysely'
import pg from 'pg'

export interface ConnectOptions {
  readonly url: string
  readonly schema: string
  readonly applicationName: string
  readonly entities: NonNullable<Options['entities']>
  readonly maxConnections: number
  readonly pipeline: boolean
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
}

export interface Connected {
  readonly pool: pg.Pool
  readonly orm: MikroORM
}

/** Connects on first use. One pool for the ORM and for SQL. */
export function connect(options: ConnectOptions): Connected {
  const pool = new pg.Pool({
    ...clientConfig(options),
    max: options.maxConnections,
    pipeline: options.pipeline,
    idleTimeoutMillis: 30_000,
  })
  // A dropped connection rejects the query that used it; without these listeners it would also end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const orm = new MikroORM({
    dbName: 'unused: the pool knows it',
    entities: options.entities,
    driverOptions: new PostgresDialect({ pool }),
    // The migrator makes databases and tables; this one connects only.
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
    // Its messages hold values of rows.
    logger: () => {},
    debug: false,
  })
  return { pool, orm }
}

type ClientOptions = Omit<ConnectOptions, 'entities' | 'maxConnections' | 'pipeline'>

export const clientConfig = (options: ClientOptions): pg.ClientConfig => ({
  connectionString: options.url,
  application_name: options.applicationName,
  options: [
    `-c search_path=${options.schema}`,
    `-c statement_timeout=${options.statementTimeoutMs}`,
    `-c lock_timeout=${options.lockTimeoutMs}`,
    '-c idle_in_transaction_session_timeout=30000',
    '-c timezone=UTC',
  ].join(' '),
  // Where the network is gone without a word, the server does not say that a statement took too long. Twice its limit, since on one connection
  // several may wait for one another.
  query_timeout: 2 * options.statementTimeoutMs,
  connectionTimeoutMillis: CONNECTING_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  types: { getTypeParser },
})

const CONNECTING_MS = 5_000

// By itself the driver writes a moment by the machine's clock. A `date` column drops the zone, and west of Greenwich the day before would stand.
// For each client of the process: the driver knows no setting of one.
pg.defaults.parseInputDatesAsUTC = true

const DATE = 1082

/** A calendar date stays text: as a Date it would move with the machine's time zone. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === DATE ? (text: string) => text : pg.types.getTypeParser(oid, format)
