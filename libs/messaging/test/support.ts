import { randomUUID } from 'node:crypto'
import {
  type EncodedEvent,
  EVENTS,
  encode,
  encodeEnvelope,
  eventSubject,
  grantRefused,
  referralAssigned,
  type ServiceName,
} from '@amparo/contracts'
import { type EventContext, type Nats, on, type Subscriber } from '@amparo/messaging'
import { openStore, type Store, type Transaction } from '@amparo/store'
import { type HubDatabase, useHubDatabase, waitFor } from '@amparo/testing'
import { jetstream } from '@nats-io/jetstream'
import { afterAll } from 'vitest'

const migrations = `${import.meta.dirname}/migrations`

export interface Stores {
  database: HubDatabase
  open(service: ServiceName): Promise<Store>
}

/** Schemas for services, each with a table `handled`. Stores are closed after the tests. */
export async function useStores(...services: ServiceName[]): Promise<Stores> {
  const database = await useHubDatabase({ services: Object.fromEntries(services.map(name => [name, migrations])) })
  const opened: Store[] = []
  afterAll(() => Promise.all(opened.map(store => store.close())))
  return {
    database,
    open: async service => {
      const url = database.services[service] ?? ''
      const store = await openStore({ url, service, entities: [], applicationName: `test ${service}` })
      opened.push(store)
      return store
    },
  }
}

const meta = () => ({
  id: randomUUID(),
  aggregateId: randomUUID(),
  aggregateVersion: 1,
  occurredAt: new Date(),
  correlationId: 'c-1',
})

/** Heard by audit. */
export const anAssignment = (change: Partial<EncodedEvent> = {}): EncodedEvent => ({
  ...encode(referralAssigned, {}, meta()),
  ...change,
})

/** Heard by redaction and exchange. */
export const aRefusedGrant = (change: Partial<EncodedEvent> = {}): EncodedEvent => ({
  ...encode(grantRefused, {}, meta()),
  ...change,
})

export const emit = (store: Store, ...events: EncodedEvent[]): Promise<void> =>
  store.run(async tx => {
    for (const event of events) tx.emit(event)
  })

/** Past outbox and relay, as its source. */
export async function publish(source: Nats, event: EncodedEvent, bytes = encodeEnvelope(event, 1n)): Promise<void> {
  await jetstream(source.connection, { timeout: 60_000 }).publish(eventSubject(event), bytes, {
    msgID: `${event.id}.${randomUUID()}`,
  })
}

type Handle = (tx: Transaction, context: EventContext) => Promise<void>

/** The same for every event that the service is contracted to hear. */
export const onEverything = (service: ServiceName, handle: Handle): Subscriber[] =>
  EVENTS.filter(event => event.consumers.includes(service)).map(contract =>
    on(contract, (_, tx, context) => handle(tx, context)),
  )

export const noteHandled: Handle = async (tx, context) => {
  await tx.sql('insert into handled (event_id) values ($1)', [context.id])
}

/** Which events were handled, in order of commit as far as one test can tell. */
export const handledBy = async (store: Store): Promise<string[]> =>
  (await store.read(({ sql }) => sql<{ event_id: string }>('select event_id from handled order by position'))).map(
    row => row.event_id,
  )

export const eventually = (holds: () => boolean | Promise<boolean>): Promise<void> => waitFor(holds)
