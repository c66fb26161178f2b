import { setTimeout as sleep } from 'node:timers/promises'
import { type ServiceName, streamOf } from '@amparo/contracts'
import { type Nats, type Relay, type Subscription, startReconciler, startRelay, subscribe } from '@amparo/messaging'
import type { Store } from '@amparo/store'
import { useHubNats } from '@amparo/testing'
import { jetstreamManager } from '@nats-io/jetstream'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aRefusedGrant, emit, eventually, handledBy, noteHandled, onEverything, useStores } from './support.ts'

const hub = await useHubNats()
const { open } = await useStores('consent', 'redaction', 'exchange')
let nats: Nats
let store: Store
const consumers = new Map<ServiceName, Store>()
let running: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  nats = await hub.as('consent')
  store = await open('consent')
  for (const name of ['redaction', 'exchange'] as const) consumers.set(name, await open(name))
})
afterEach(async () => {
  for (const part of running.reverse()) await part.stop()
  running = []
})

const of = (consumer: ServiceName): Store => consumers.get(consumer) ?? store
async function listen(consumer: ServiceName): Promise<Subscription> {
  const subscription = await subscribe(
    await hub.as(consumer),
    of(consumer),
    consumer,
    onEverything(consumer, noteHandled),
  )
  running.push(subscription)
  return subscription
}
function startBoth(options = {}): { relay: Relay; reconciler: Relay } {
  const relay = startRelay(nats, store, 'consent')
  const reconciler = startReconciler(nats, store, 'consent', {
    everyMs: 50,
    graceMs: 0,
    republishAfterMs: 100,
    ...options,
  })
  running.push(relay, reconciler)
  return { relay, reconciler }
}
const outbox = () =>
  store.read(({ sql }) => sql<{ id: string; republished: number }>('select id, republished from outbox'))
const purge = async () => {
  const manager = await jetstreamManager((await hub.as('admin')).connection, { checkAPI: false, timeout: 60_000 })
  await manager.streams.purge(streamOf('consent'))
}

describe('An event leaves the outbox', () => {
  it('when every consumer has it, and not before', async () => {
    await listen('redaction')
    startBoth()
    const event = aRefusedGrant()
    await emit(store, event)
    await eventually(async () => (await handledBy(of('redaction'))).includes(event.id))
    await sleep(300)
    expect((await outbox()).map(row => row.id)).toEqual([event.id])
    await listen('exchange')
    await eventually(async () => (await outbox()).length === 0)
    expect(await handledBy(of('exchange'))).toContain(event.id)
  })

  it('also when a consumer had to give it up', async () => {
    running.push(
      await subscribe(
        await hub.as('redaction'),
        of('redaction'),
        'redaction',
        onEverything('redaction', async tx => {
          await tx.sql('select 1')
          throw (await import('@amparo/store')).storeErrors.event_too_large()
        }),
      ),
    )
    await listen('exchange')
    startBoth()
    await emit(store, aRefusedGrant())
    await eventually(async () => (await outbox()).length === 0)
  })
})

describe('What the stream has lost', () => {
  it('is published again until every consumer has it, and handled once', async () => {
    const exchange = await listen('exchange')
    const relay = startRelay(nats, store, 'consent')
    running.push(relay)
    const events = Array.from({ length: 20 }, () => aRefusedGrant())
    await emit(store, ...events)
    await eventually(
      async () => (await handledBy(of('exchange'))).filter(id => events.some(e => e.id === id)).length === 20,
    )
    await relay.stop()
    await purge()
    await exchange.stop()

    await listen('exchange')
    await listen('redaction')
    startBoth()
    await eventually(async () => (await outbox()).length === 0)
    await sleep(200)
    for (const consumer of ['exchange', 'redaction'] as const) {
      const handled = (await handledBy(of(consumer))).filter(id => events.some(event => event.id === id))
      expect(handled.sort()).toEqual(events.map(event => event.id).sort())
    }
  })
})

describe('A consumer that does not answer', () => {
  it('keeps its events where they are, and is not sent them again and again', async () => {
    startBoth({ republishAfterMs: 0 })
    const event = aRefusedGrant()
    await emit(store, event)
    await sleep(500)
    expect(await outbox()).toEqual([{ id: event.id, republished: 0 }])
  })
})
