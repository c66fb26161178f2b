import type { EncodedEvent, ServiceName } from '@amparo/contracts'
import { storeErrors } from './errors.ts'
import type { Sql } from './sql.ts'

/** What fits on the stream with its envelope: nats-server's default limit is 1 MiB a message. */
const MAX_PAYLOAD_BYTES = 960 * 1024

/** Throws before anything is written: what cannot be published must not be promised. */
export function checkEvent(service: ServiceName, event: EncodedEvent): EncodedEvent {
  if (event.source !== service) throw new TypeError(`${service} cannot emit ${event.type}`)
  if (event.payload.byteLength > MAX_PAYLOAD_BYTES) throw storeErrors.event_too_large()
  return event
}

/**
 * Written last in the transaction: whoever waited for its row locks writes later, so an aggregate's events keep their order. What becomes an
 * entry of the access log is numbered as it is written, and nothing but the commit comes after (migration 005).
 */
export async function appendToOutbox(sql: Sql, events: readonly EncodedEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql(
    `insert into outbox (id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload, logged)
     select id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload, logged
     from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::timestamptz[], $6::text[], $7::bytea[], $8::boolean[])
       with ordinality as e (id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload, logged, n)
     order by n`,
    [
      events.map(e => e.id),
      events.map(e => e.type),
      events.map(e => e.aggregateId),
      events.map(e => e.aggregateVersion),
      events.map(e => e.occurredAt),
      events.map(e => e.correlationId),
      events.map(e => Buffer.from(e.payload)),
      events.map(e => e.logged),
    ],
  )
}
