import type { ServiceName } from '@amparo/contracts'
import { type ConnectOptions, clientConfig, connect } from './connect.ts'
import { type CopyOut, copyOutOn } from './copy-out.ts'
import { type Inbox, inboxOn } from './inbox.ts'
import { type Leases, leasesOn } from './lease.ts'
import { type Outbox, outboxOn } from './outbox.ts'
import { recall, type StoredAnswer } from './replay.ts'
import type { Sql } from './sql.ts'
import type { Reader, UnitOfWork } from './transaction.ts'
import { reading, sqlOn, unitOfWork } from './unit-of-work.ts'
import { type WakeSignal, wakeSignal } from './wake.ts'

export interface StoreOptions {
  readonly url: string
  readonly service: ServiceName
  readonly entities: ConnectOptions['entities']
  /** How the connections are called in pg_stat_activity. */
  readonly applicationName: string
  /** Default: named like the service. */
  readonly schema?: string
  /** Default 10. */
  readonly maxConnections?: number
  /** What is asked at once on one connection is sent at once, not one after the other's answer. Default false. */
  readonly pipeline?: boolean
  /** Default 10 s a statement, 5 s for a lock. */
  readonly statementTimeoutMs?: number
  readonly lockTimeoutMs?: number
}

export interface Store {
  readonly service: ServiceName
  /** The way to write. */
  readonly run: UnitOfWork
  /** The way to read: read-only, all queries of one moment. */
  readonly read: <T>(query: (reader: Reader) => Promise<T>) => Promise<T>
  /**
   * One statement that is a whole transaction (read committed), for what is done so often that a beginning and an end beside it cost more
   * than it: what it reads is of one moment, and what it writes is committed when it resolves. It is not repeated, and tells no events.
   */
  readonly statement: Sql
  /** For what is large. Not with `pipeline`. */
  readonly copyOut: CopyOut
  /** The stored answer to an earlier request, if any. */
  recall(user: string, route: string, key: string): Promise<StoredAnswer | undefined>
  /** Throws `database_unavailable` when it does not answer. */
  ready(): Promise<void>
  /** Forgets stored answers older than that; without one, a repeated request is a new one. */
  pruneAnswers(olderThanMs: number): Promise<void>
  close(): Promise<void>
  readonly leases: Leases
  /** For libs/messaging. */
  readonly outbox: Outbox
  readonly inbox: Inbox
  readonly wake: WakeSignal
}

/** Connects and asks once, so that a wrong address or password stops the start. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { service } = options
  const settings = {
    maxConnections: 10,
    pipeline: false,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 5_000,
    schema: service,
    ...options,
  }
  const connected = connect(settings)
  const sql = sqlOn(connected.pool)
  const wake = wakeSignal(sql, `outbox_${settings.schema}`, clientConfig(settings))
  const ready = async () => void (await sql('select 1 as ready'))
  const close = async () => {
    await connected.orm.close(true)
    if (!connected.pool.ended) await connected.pool.end()
  }
  try {
    await ready()
  } catch (error) {
    await close()
    throw error
  }
  return {
    service,
    run: unitOfWork({ service, connected, onEmitted: wake.emitted }),
    read: reading(connected),
    statement: sql,
    copyOut: copyOutOn(connected.pool),
    recall: (user, route, key) => recall(sql, user, route, key),
    ready,
    pruneAnswers: async olderThanMs =>
      void (await sql(`delete from idempotency where created_at < now() - $1 * interval '1 millisecond'`, [
        olderThanMs,
      ])),
    close,
    leases: leasesOn(sql),
    outbox: outboxOn(sql, service),
    inbox: inboxOn(sql),
    wake,
  }
}
