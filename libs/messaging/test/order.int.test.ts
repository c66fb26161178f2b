import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type EncodedEvent,
  type EventContract,
  encode,
  packageBuilt,
  packageRefused,
  viewOpened,
} from '@amparo/contracts'
import { type Nats, startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { type Store, storeErrors } from '@amparo/store'
import { useHubNats } from '@amparo/testing'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { emit, eventually, handledBy, noteHandled, onEverything, useStores } from './support.ts'

const hub = await useHubNats()
const { open } = await useStores('redaction', 'exchange')
let nats: Nats
let store: Store
let exchange: Store
let running: { stop(): Promise<void> }[] = []
beforeAll(async () => {
  nats = await hub.as('redaction')
  store = await open('redaction')
  exchange = await open('exchange')
})
afterEach(async () => {
  for (const part of running.reverse()) await part.stop()
  running = []
})

/** Events of one aggregate, of types that exchange hears. */
function story(length: number): EncodedEvent[] {
  const aggregateId = randomUUID()
  const types: readonly EventContract[] = [packageBuilt, viewOpened, packageRefused]
  return Array.from({ length }, (_, i) =>
    encode(
      types[i % 3] ?? packageBuilt,
      {},
      { id: randomUUID(), aggregateId, aggregateVersion: i + 1, occurredAt: new Date(), correlationId: 'c-1' },
    ),
  )
}
async function listen(handle: Parameters<typeof onEverything>[1], instance = exchange): Promise<void> {
  running.push(await subscribe(await hub.as('exchange'), instance, 'exchange', onEverything('exchange', handle)))
}
const idsOf = (events: readonly EncodedEvent[]) => events.map(event => event.id)
const handledOf = async (events: readonly EncodedEvent[]) =>
  (await handledBy(exchange)).filter(id => idsOf(events).includes(id))

describe('Events of one aggregate', () => {
  it('are handled in order though one of them has to be tried again, by two instances', async () => {
    const stories = Array.from({ length: 8 }, () => story(6))
    const failing = new Set(stories.flatMap(events => idsOf(events).filter((_, i) => i === 0 || i === 3)))
    const handle: Parameters<typeof onEverything>[1] = async (tx, context) => {
      await sleep(5 * Math.random())
      if (failing.delete(context.id)) throw storeErrors.database_unavailable()
      await noteHandled(tx, context)
    }
    await listen(handle)
    await listen(handle, await open('exchange'))
    running.push(startRelay(nats, store, 'redaction'))
    for (const i of stories[0]?.keys() ?? []) await emit(store, ...stories.flatMap(events => events[i] ?? []))
    await eventually(async () => (await handledOf(stories.flat())).length === 48)
    for (const events of stories) expect(await handledOf(events)).toEqual(idsOf(events))
  })

  it('do not wait for those of another aggregate', async () => {
    const [stuck, free] = [story(1), story(3)]
    let letGo = false
    await listen(async (tx, context) => {
      if (context.id === stuck[0]?.id && !letGo) throw storeErrors.database_unavailable()
      await noteHandled(tx, context)
    })
    running.push(startRelay(nats, store, 'redaction'))
    await emit(store, ...stuck, ...free)
    await eventually(async () => (await handledOf(free)).length === 3)
    expect(await handledOf(stuck)).toEqual([])
    letGo = true
    await eventually(async () => (await handledOf(stuck)).length === 1)
  })

  it('wait for one that the stream has lost, until the reconciler brings it', async () => {
    const events = story(3)
    // The relay believes that the stream took the first one.
    const lossy: Store = {
      ...store,
      outbox: {
        ...store.outbox,
        unpublished: async limit => (await store.outbox.unpublished(limit)).filter(event => event.id !== events[0]?.id),
      },
    }
    await listen(noteHandled)
    running.push(startRelay(nats, lossy, 'redaction'))
    await emit(store, ...events)
    await sleep(400)
    expect(await handledOf(events)).toEqual([])
    await store.run(tx => tx.sql('update outbox set published_at = now() where id = $1', [events[0]?.id]))
    running.push(startReconciler(nats, store, 'redaction', { everyMs: 50, graceMs: 0, republishAfterMs: 50 }))
    await eventually(async () => (await handledOf(events)).length === 3)
    expect(await handledOf(events)).toEqual(idsOf(events))
  })
})
