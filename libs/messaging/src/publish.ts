import { encodeEnvelope, eventSubject } from '@amparo/contracts'
import type { Outbox, SequencedEvent } from '@amparo/store'
import { type JetStreamClient, jetstream } from '@nats-io/jetstream'
import { headers, type NatsConnection } from '@nats-io/transport-node'
import { messagingErrors } from './errors.ts'
import type { Nats } from './nats.ts'
import { AFTER_HEADER, precursorsOf, writeAfter } from './precursors.ts'

export interface Published {
  readonly ids: readonly string[]
  /** The first of the errors, if not all were taken. */
  readonly error: unknown
}

/** Sends events in order, all at once, and answers which of them the stream has taken. */
export type Publish = (events: readonly SequencedEvent[]) => Promise<Published>

interface PublisherOptions {
  readonly nats: Nats
  readonly outbox: Outbox
  /** What the stream knows a message by within its duplicate window. */
  messageId(event: SequencedEvent): string
}

export function publisher({ nats, outbox, messageId }: PublisherOptions): Publish {
  const stream = jetstream(nats.connection, { timeout: 5_000 })
  const waiting = new Set<(error: unknown) => void>()
  void onReconnect(nats.connection, () => {
    for (const fail of waiting) fail(messagingErrors.service_unavailable())
  })
  return async events => {
    const aggregates = [...new Set(events.map(event => event.aggregateId))]
    const precursors = precursorsOf(await outbox.entriesOf(aggregates))
    // What was under way when the connection broke is answered no more. Sent again it is known by its id, if it had come.
    const broken = Promise.withResolvers<never>()
    broken.promise.catch(() => undefined)
    waiting.add(broken.reject)
    const results = await Promise.allSettled(
      events.map(async event => {
        const after = writeAfter(precursors.get(event.id) ?? new Map())
        await Promise.race([send(stream, event, { msgID: messageId(event), after }), broken.promise])
      }),
    )
    waiting.delete(broken.reject)
    const ids = events.filter((_, i) => results[i]?.status === 'fulfilled').map(event => event.id)
    return { ids, error: results.find(result => result.status === 'rejected')?.reason }
  }
}

async function onReconnect(connection: NatsConnection, then: () => void): Promise<void> {
  for await (const { type } of connection.status()) if (type === 'reconnect') then()
}

async function send(
  stream: JetStreamClient,
  event: SequencedEvent,
  { msgID, after }: { msgID: string; after: string },
) {
  const head = headers()
  if (after !== '') head.set(AFTER_HEADER, after)
  const bytes = encodeEnvelope(event, event.sequence, event.logNumber)
  await stream.publish(eventSubject(event), bytes, { msgID, headers: head })
}
