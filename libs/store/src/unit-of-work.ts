import { setTimeout as sleep } from 'node:timers/promises'
import type { EncodedEvent, ServiceName } from '@amparo/contracts'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { Kysely, PostgresDialect } from 'kysely'
import type { PoolClient } from 'pg'
import type { Connected } from './connect.ts'
import { DatabaseError, isDropped, translate, translated, worthRepeating } from './database-error.ts'
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
      const result = await inTransaction(connected, async (own, sql) => {
        const emit = (event: EncodedEvent) => void events.push(checkEvent(service, event))
        if (replay) await claim(sql, replay)
        const result = await work({
          get em() {
            return own.em()
          },
          ...{ sql, emit },
        } satisfies Transaction)
        await own.flush()
        if (replay) await keepAnswer(sql, replay, result)
        await appendToOutbox(sql, events)
        return result
      })
      if (events.length > 0) onEmitted()
      return result
    })

/** Repeatable read, so that a list and its count are of the same moment. */
export const reading =
  (connected: Connected) =>
  <T>(query: (reader: Reader) => Promise<T>): Promise<T> =>
    readingOnly(connected, (own, sql) =>
      query({
        get em() {
          return own.em()
        },
        sql,
      }),
    )

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

type Work<T> = (own: OwnUnit, sql: Sql) => Promise<T>

async function inTransaction<T>({ pool, orm }: Connected, work: Work<T>): Promise<T> {
  const client = await translated(pool.connect())
  try {
    await client.query('begin')
    const result = await work(ownUnit(orm, client), sqlOn(client))
    await commit(client)
    client.release()
    return result
  } catch (error) {
    await rollBack(client, error)
    throw translate(error)
  }
}

/** Where a statement failed and the work went on as if it had not, PostgreSQL answers a commit by rolling back, which is no error to the driver. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT') throw new DatabaseError(IN_FAILED_TRANSACTION, undefined)
}
const IN_FAILED_TRANSACTION = '25P02'

/**
 * Nothing waits for the beginning, nor for the end: what was read without a beginning is thrown away, and how a transaction ends that
 * wrote nothing changes nothing.
 */
async function readingOnly<T>({ pool, orm }: Connected, work: Work<T>): Promise<T> {
  const client = await translated(pool.connect())
  const begun = client.query('begin isolation level repeatable read read only')
  // Heard below, once the work is done.
  begun.catch(() => {})
  try {
    const result = await work(ownUnit(orm, client), sqlOn(client))
    await begun
    void client.query('commit').then(
      () => client.release(),
      () => client.release(true),
    )
    return result
  } catch (error) {
    await rollBack(client, error)
    throw translate(error)
  }
}

interface OwnUnit {
  em(): SqlEntityManager
  flush(): Promise<void>
}

/** The ORM's unit of work, made by whoever first asks for it: where SQL does, there is none. */
function ownUnit(orm: Connected['orm'], client: PoolClient): OwnUnit {
  let made: SqlEntityManager | undefined
  const make = () => {
    const em = orm.em.fork()
    em.setTransactionContext(kyselyOn(client))
    return em
  }
  return {
    em: () => {
      made ??= make()
      return made
    },
    flush: async () => made?.flush(),
  }
}

/** A connection that cannot even roll back is thrown away, not given back: the pool would count it for ever. */
const rollBack = async (client: PoolClient, error: unknown): Promise<void> =>
  isDropped(error)
    ? client.release(true)
    : client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      )

export const sqlOn =
  (client: Pick<PoolClient, 'query'>): Sql =>
  async (text, params = [], name) =>
    (await translated(client.query({ text, values: [...params], ...(name !== undefined && { name }) }))).rows

/** The ORM speaks through Kysely; this one speaks on the transaction's connection and never gives it back. */
const kyselyOn = (client: PoolClient) => {
  const borrowed = { query: client.query.bind(client), release: () => {} }
  return new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {}, options: {} } }),
  })
}
