import { coveredBy, EVENTS, EVENTS_API, type ServiceName, streamOf } from '@amparo/contracts'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { jetstream } from '@nats-io/jetstream'
import { type Delivery, deliver, envelopeOf } from './deliver.ts'
import { ASK_AGAIN_MS, SETUP_MS } from './jetstream-setup.ts'
import { Lanes } from './lanes.ts'
import type { Nats } from './nats.ts'
import type { Subscriber } from './subscriber.ts'

export interface SubscribeOptions {
  readonly log?: Log
  /** Events handled at once; those of one aggregate always one after the other. Default 8. */
  readonly concurrency?: number
}

export interface Subscription {
  /** Takes no more, and waits for what is under way. What was fetched and not begun goes back at once. */
  stop(): Promise<void>
}

/**
 * Handles all events that `service` is contracted to hear, each once; answers the sources' questions about its inbox.
 * Throws when a contracted event has no subscriber (it would be lost) or a subscriber has no contract.
 */
export async function subscribe(
  nats: Nats,
  store: Store,
  service: ServiceName,
  subscribers: readonly Subscriber[],
  { log, concurrency = 8 }: SubscribeOptions = {},
): Promise<Subscription> {
  checkComplete(service, subscribers)
  const byType = new Map(subscribers.map(subscriber => [subscriber.contract.type, subscriber]))
  const sources = [...new Set(subscribers.map(subscriber => subscriber.contract.source))]
  const answering = nats.answer(coveredBy(service), async ({ eventIds }, { asker }) => ({
    coveredIds: await store.inbox.covered(asker, eventIds),
  }))
  const consumptions = await Promise.all(
    sources.map(source => consume(nats, { store, source, subscribers: byType, log, failures: new Map() }, concurrency)),
  )
  return {
    stop: async () => {
      await Promise.all([answering.stop(), ...consumptions.map(consumption => consumption.stop())])
    },
  }
}

function checkComplete(service: ServiceName, subscribers: readonly Subscriber[]): void {
  const contracted = EVENTS.filter(event => event.consumers.includes(service)).map(event => event.type)
  const subscribed = subscribers.map(subscriber => subscriber.contract.type)
  const missing = contracted.filter(type => !subscribed.includes(type))
  const foreign = subscribed.filter((type, i) => !contracted.includes(type) || subscribed.indexOf(type) !== i)
  if (missing.length > 0) throw new TypeError(`${service} does not handle ${missing.join(', ')}`)
  if (foreign.length > 0) throw new TypeError(`${service} is not to handle, or handles twice: ${foreign.join(', ')}`)
}

async function consume(nats: Nats, delivery: Delivery, concurrency: number): Promise<Subscription> {
  const { consumers } = jetstream(nats.connection, { apiPrefix: EVENTS_API, timeout: SETUP_MS })
  const consumer = await consumers.get(streamOf(delivery.source), delivery.store.service)
  const stream = await consumer.consume({ max_messages: concurrency * 2, expires: ASK_AGAIN_MS })
  const lanes = new Lanes(concurrency)
  let stopping = false
  const done = (async () => {
    for await (const message of stream) {
      if (stopping) {
        message.nak()
        continue
      }
      const envelope = envelopeOf(message)
      await lanes.add(envelope?.aggregateId ?? '', () => deliver(message, envelope, delivery))
    }
  })()
  return {
    stop: async () => {
      stopping = true
      stream.stop()
      await done
      await lanes.idle()
    },
  }
}
