import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import pg from 'pg'
import type { Finding } from '../scan/scanner.ts'

/** Strings planted where a leak would be, so that a scan which sees nothing cannot pass for a clean one. */
export interface Canaries {
  readonly row: string
  readonly message: string
  readonly logLine: string
}

export const newCanaries = (): Canaries => {
  const name = () => `Canário ${randomBytes(6).toString('hex')}`
  return { row: name(), message: name(), logLine: name() }
}

/** Of what no compression makes less: the row is kept out of line. */
const padding = () => randomBytes(1_500).toString('base64')

/** A row of over 2 kB, which PostgreSQL keeps out of line (TOAST), a message in a stream, a line in a log. */
export async function plant(
  canaries: Canaries,
  at: { readonly databaseUrl: string; readonly provisioner: NatsConnection; readonly log: string },
): Promise<void> {
  const client = new pg.Client(at.databaseUrl)
  await client.connect()
  try {
    await client.query('create schema canary')
    await client.query('create table canary.planted (note text)')
    await client.query('insert into canary.planted values ($1)', [`${padding()} ${canaries.row} ${padding()}`])
    const { rows } = await client.query<{ bytes: string }>(
      "select pg_relation_size(reltoastrelid) as bytes from pg_class where oid = 'canary.planted'::regclass",
    )
    if (Number(rows[0]?.bytes) === 0) throw new Error('the planted row is kept in line, where another is not')
  } finally {
    await client.end()
  }
  const manager = await jetstreamManager(at.provisioner, { timeout: 60_000 })
  await manager.streams.add({ name: 'CANARY', subjects: ['canary'] })
  await jetstream(at.provisioner, { timeout: 60_000 }).publish('canary', JSON.stringify({ note: canaries.message }))
  appendFileSync(at.log, `${JSON.stringify({ msg: 'planted', note: canaries.logLine })}\n`)
}

/** Kinds of places in which the scan is blind: each canary must be found where it was planted, in the table, in the stream, in the log. */
export function unseen(found: readonly Finding[]): string[] {
  const places = [
    ['string 1', 'table '],
    ['string 2', ' stream '],
    ['string 3', '.log'],
  ] as const
  return places
    .filter(([id, kind]) => !found.some(finding => finding.id === id && finding.place.includes(kind)))
    .map(([, kind]) => kind.trim())
}
