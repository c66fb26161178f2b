import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import pg from 'pg'

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

/** A row of over 2 kB (compressed and kept out of line), a message in a stream, a line in a log. */
export async function plant(
  canaries: Canaries,
  at: { readonly databaseUrl: string; readonly provisioner: NatsConnection; readonly log: string },
): Promise<void> {
  const client = new pg.Client(at.databaseUrl)
  await client.connect()
  try {
    await client.query('create schema canary')
    await client.query('create table canary.planted (note text)')
    const long = `${'nothing to see here '.repeat(150)}${canaries.row}${' and here'.repeat(150)}`
    await client.query('insert into canary.planted values ($1)', [long])
  } finally {
    await client.end()
  }
  const manager = await jetstreamManager(at.provisioner)
  await manager.streams.add({ name: 'CANARY', subjects: ['canary'] })
  await jetstream(at.provisioner).publish('canary', JSON.stringify({ note: canaries.message }))
  appendFileSync(at.log, `${JSON.stringify({ msg: 'planted', note: canaries.logLine })}\n`)
}
