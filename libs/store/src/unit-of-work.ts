import { setTimeout as sleep } from 'node:timers/promises'
import type { EncodedEvent, ServiceName } from '@amparo/contracts'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { Kysely, PostgresDialect } from 'kysely'
import type { PoolClient } from 'pg'
import type { Connected } from './connect.ts'
import { translate, translated, worthRepeating } from './database-error.ts'
import { appendToOutbox, checkEvent } from './outbox-append.ts'
import { claim, keepAnswer } from './replay.ts'
import type { Sql } from './sql.ts'
import type { Reader, Transaction, UnitOfWork } from './transaction.ts'

const ATTEMPTS = 4

interface UnitOfWorkOptions {
  readonly service: ServiceName
  readonly connected: Connected
  /** Told after a commit that left events in the outbox. */
  onEmitted(): void
}

export const unitOfWork =
  ({ service, connected, onEmitted }: UnitOfWorkOptions): UnitOfWork =>
  (work, replay) =>
    repeating(async () => {
      const events: EncodedEvent[] = []
      const result = await inTransaction(connected, 'begin', async (em, sql) => {
        const emit = (event: EncodedEvent) => void events.push(checkEvent(service, event))
        if (replay) await claim(sql, replay)
        const result = await work({ em, sql, emit } satisfies Transaction)
        await em.flush()
        await appendToOutbox(sql, events)
        if (replay) await keepAnswer(sql, replay, result)
        return result
      })
      if (events.length > 0) onEmitted()
      return result
    })

/** Repeatable read, so that a list and its count are of the same moment. */
export const reading =
  (connected: Connected) =>
  <T>(query: (reader: Reader) => Promise<T>): Promise<T> =>
    inTransaction(connected, 'begin isolation level repeatable read read only', (em, sql) => query({ em, sql }))

async function repeating<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      if (attempts >= ATTEMPTS || !worthRepeating(error)) throw error
      await sleep(Math.random() * 20 * 2 ** attempts)
    }
  }
}

type Work<T> = (em: SqlEntityManager, sql: Sql) => Promise<T>

async function inTransaction<T>({ pool, orm }: Connected, begin: string, work: Work<T>): Promise<T> {
  const client = await translated(pool.connect())
  try {
    await client.query(begin)
    const em = orm.em.fork()
    em.setTransactionContext(kyselyOn(client))
    const result = await work(em, sqlOn(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await rollBack(client)
    throw translate(error)
  }
}

/** A connection that cannot even roll back is thrown away, not given back: the pool would count it for ever. */
const rollBack = (client: PoolClient): Promise<void> =>
  client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  )

export const sqlOn =
  (client: Pick<PoolClient, 'query'>): Sql =>
  async (text, params = []) =>
    (await translated(client.query(text, [...params]))).rows

/** The ORM speaks through Kysely; this one speaks on the transaction's connection and never gives it back. */
const kyselyOn = (client: PoolClient) => {
  const borrowed = { query: client.query.bind(client), release: () => {} }
  return new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {}, options: {} } }),
  })
}
