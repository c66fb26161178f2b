import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import pg from 'pg'
import type { Finding, Scanner } from './scanner.ts'

/** Where identity may stand: only in the vault, and there only as ciphertext (the raw files are read all the same). */
const VAULT_SCHEMA = 'redaction'

/** Every row of every table of every schema but the vault's and PostgreSQL's own, in every database, as text. */
export async function scanTables(scanner: Scanner, url: (database: string) => string): Promise<Finding[]> {
  const databases = await query(url('postgres'), 'select datname as name from pg_database where datallowconn')
  const found: Finding[] = []
  for (const { name: database } of databases) {
    const client = new pg.Client(url(text(database)))
    await client.connect()
    try {
      for (const { schema, table } of await tables(client)) {
        const { rows } = await client.query<{ row: string }>(`select t::text as row from ${schema}.${table} t`)
        found.push(...rows.flatMap(({ row }) => scanner.text(`table ${text(database)}.${schema}.${table}`, row)))
      }
    } finally {
      await client.end()
    }
  }
  return found
}

const text = (value: unknown): string => String(value)

async function tables(client: pg.Client): Promise<{ schema: string; table: string }[]> {
  const { rows } = await client.query<{ schema: string; table: string }>(
    `select quote_ident(n.nspname) as schema, quote_ident(c.relname) as table
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', $1)`,
    [VAULT_SCHEMA],
  )
  return rows
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Every message of every stream of an account, and the configuration and state of every stream and consumer. */
export async function scanStreams(scanner: Scanner, place: string, nats: NatsConnection): Promise<Finding[]> {
  const manager = await jetstreamManager(nats, { timeout: 60_000 })
  const found: Finding[] = []
  for await (const info of manager.streams.list()) {
    const name = `${place} stream ${info.config.name}`
    found.push(...scanner.text(name, JSON.stringify(info)))
    for await (const consumer of manager.consumers.list(info.config.name))
      found.push(...scanner.text(`${name} consumer ${consumer.name}`, JSON.stringify(consumer)))
    found.push(...(await scanMessages(scanner, name, manager, info.config.name, info.state)))
  }
  return found
}

async function scanMessages(
  scanner: Scanner,
  place: string,
  manager: JetStreamManager,
  stream: string,
  { first_seq, last_seq }: { first_seq: number; last_seq: number },
): Promise<Finding[]> {
  const found: Finding[] = []
  for (let seq = first_seq; seq > 0 && seq <= last_seq; seq++) {
    const message = await manager.streams.getMessage(stream, { seq })
    // Taken out of the stream meanwhile, or before.
    if (!message) continue
    found.push(...scanner.binary(place, message.data), ...scanner.text(place, `${message.subject} ${message.header}`))
  }
  return found
}

/** Every file below a folder, its name included: log lines as text, everything else as bytes. */
export function scanFiles(scanner: Scanner, root: string): Finding[] {
  return filesBelow(root).flatMap(path => {
    const place = `file ${relative(root, path)}`
    const bytes = readIfThere(path)
    if (!bytes) return []
    return [
      ...scanner.text('file name', relative(root, path)),
      ...(path.endsWith('.log') ? scanner.text(place, bytes.toString('utf8')) : scanner.binary(place, bytes)),
    ]
  })
}

/** A running server makes and removes files of its own between a listing and a read. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap(entry => {
    const path = join(dir, entry.name)
    if (entry.isSymbolicLink()) return statSync(path).isDirectory() ? filesBelow(path) : []
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}
