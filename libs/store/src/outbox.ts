import type { EncodedEvent, ServiceName } from '@amparo/contracts'
import type { LogNumber } from '@amparo/kernel'
import type { Lease } from './lease.ts'
import type { Row, Sql } from './sql.ts'

/** An event with its place among all events of its source. */
export interface SequencedEvent extends EncodedEvent {
  readonly sequence: bigint
  /** Of what becomes an entry of the access log. */
  readonly logNumber: LogNumber | undefined
}

/** Which event, without its content. */
export interface OutboxEntry {
  readonly id: string
  readonly type: string
  readonly aggregateId: string
  readonly sequence: bigint
}

/**
 * Only the holder of a lease may change rows: each change checks the lease's token in its own statement and does nothing,
 * answering `false` or none, once somebody else holds it.
 */
export interface Outbox {
  /** Gives up to `limit` new events the next numbers: what was committed earlier gets the lower one. Answers how many. */
  assign(lease: Lease, limit: number): Promise<number>
  /** Numbered and not yet marked as published, in order. */
  unpublished(limit: number): Promise<SequencedEvent[]>
  /** Numbered events of these aggregates that not every consumer has yet, in order. */
  entriesOf(aggregateIds: readonly string[]): Promise<OutboxEntry[]>
  markPublished(lease: Lease, ids: readonly string[]): Promise<boolean>
  /** Published at least `ageMs` ago, in order, after number `after`. */
  outstanding(ageMs: number, after: bigint, limit: number): Promise<OutboxEntry[]>
  /** Of these, the ones whose turn it is to be published again: each time after twice the wait. */
  dueAgain(ids: readonly string[], waitMs: number): Promise<SequencedEvent[]>
  markRepublished(lease: Lease, ids: readonly string[]): Promise<boolean>
  /** The last number that an entry of the access log was given here. */
  counted(): Promise<LogNumber>
  /** What becomes such an entry and not every consumer has. */
  forLog(): Promise<string[]>
  /**
   * After a restore: begins an epoch later than `after` and gives the first numbers to what is for the log, but for what it has already
   * (`told`). False: another one than `epoch` has begun.
   */
  countAnew(from: {
    readonly epoch: number
    readonly after: number
    readonly told: readonly string[]
  }): Promise<boolean>
  /** Only for events that every consumer has in its inbox. */
  remove(lease: Lease, ids: readonly string[]): Promise<boolean>
}

const HELD = 'held as materialized (select 1 from lease where name = $1 and token = $2 for share)'

export function outboxOn(sql: Sql, source: ServiceName): Outbox {
  const events = async (where: string, params: readonly unknown[]) =>
    (await sql<EventRow>(`select ${EVENT} from outbox where ${where}`, params)).map(toEvent(source))
  const entries = async (where: string, params: readonly unknown[]) =>
    (await sql<EntryRow>(`select id, type, aggregate_id, sequence from outbox where ${where}`, params)).map(toEntry)
  const fencedChange = async (lease: Lease, change: string, ids: readonly string[]) => {
    const rows = await sql(
      `with ${HELD}, changed as (${change} where id = any ($3::uuid[]) and exists (select from held) returning 1)
       select exists (select from held) as held, (select count(*) from changed) as changed`,
      [lease.name, lease.token, ids],
    )
    return rows[0]?.['held'] === true
  }
  return {
    assign: async (lease, limit) => {
      const rows = await sql(
        `with ${HELD},
         fresh as (
           select id, row_number() over (order by position) as n
           from (select id, position from outbox where sequence is null order by position limit $3) as first
           where exists (select from held)
         ),
         counter as (
           update outbox_sequence set last = last + (select count(*) from fresh)
           where exists (select from fresh)
           returning last - (select count(*) from fresh) as base
         )
         update outbox set sequence = base + n from fresh, counter where outbox.id = fresh.id returning 1 as assigned`,
        [lease.name, lease.token, limit],
      )
      return rows.length
    },
    unpublished: limit => events('sequence is not null and published_at is null order by sequence limit $1', [limit]),
    entriesOf: ids => entries('aggregate_id = any ($1) and sequence is not null order by sequence', [ids]),
    markPublished: (lease, ids) => fencedChange(lease, 'update outbox set published_at = clock_timestamp()', ids),
    outstanding: (ageMs, after, limit) =>
      entries(
        `sequence > $2 and published_at <= clock_timestamp() - $1 * interval '1 millisecond' order by sequence limit $3`,
        [ageMs, after, limit],
      ),
    dueAgain: (ids, waitMs) =>
      events(
        `id = any ($1::uuid[])
         and published_at <= clock_timestamp() - $2 * 2 ^ least(republished, 6) * interval '1 millisecond'
         order by sequence`,
        [ids, waitMs],
      ),
    markRepublished: (lease, ids) =>
      fencedChange(lease, 'update outbox set published_at = clock_timestamp(), republished = republished + 1', ids),
    counted: async () => {
      const [row] = await sql<{ epoch: string; last: string }>('select epoch, last from log_count')
      return { epoch: Number(row?.epoch), number: Number(row?.last) }
    },
    forLog: async () =>
      (await sql<{ id: string }>('select id from outbox where logged order by position')).map(({ id }) => id),
    countAnew: async ({ epoch, after, told }) => {
      const [row] = await sql<{ begun: string | null }>('select count_anew($1, $2, $3) as begun', [epoch, after, told])
      return row?.begun !== null
    },
    remove: (lease, ids) => fencedChange(lease, 'delete from outbox', ids),
  }
}

const EVENT =
  'id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload, sequence, logged, log_epoch, log_number'

interface EntryRow extends Row {
  id: string
  type: string
  aggregate_id: string
  sequence: string
}

interface EventRow extends EntryRow {
  aggregate_version: number
  occurred_at: Date
  correlation_id: string
  payload: Buffer
  logged: boolean
  log_epoch: string | null
  log_number: string | null
}

const toEntry = (row: EntryRow): OutboxEntry => ({
  id: row.id,
  type: row.type,
  aggregateId: row.aggregate_id,
  sequence: BigInt(row.sequence),
})

const toEvent =
  (source: ServiceName) =>
  (row: EventRow): SequencedEvent => ({
    ...toEntry(row),
    source,
    aggregateVersion: row.aggregate_version,
    occurredAt: row.occurred_at,
    correlationId: row.correlation_id,
    payload: row.payload,
    logged: row.logged,
    logNumber: row.log_epoch === null ? undefined : { epoch: Number(row.log_epoch), number: Number(row.log_number) },
  })
