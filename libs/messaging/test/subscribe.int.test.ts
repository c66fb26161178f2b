import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { coveredBy, encodeEnvelope, referralAssigned, streamOf } from '@amparo/contracts'
import { type Nats, on, provisionStreams, type Subscriber, type Subscription, subscribe } from '@amparo/messaging'
import { type Store, storeErrors, takeIn } from '@amparo/store'
import { useHubNats } from '@amparo/testing'
import { jetstreamManager } from '@nats-io/jetstream'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { anAssignment, eventually, handledBy, noteHandled, onEverything, publish, useStores } from './support.ts'

const hub = await useHubNats()
const { open } = await useStores('audit')
let source: Nats
let nats: Nats
let store: Store
let running: Subscription[] = []
beforeAll(async () => {
  source = await hub.as('referral')
  nats = await hub.as('audit')
  store = await open('audit')
})
afterEach(async () => {
  await Promise.all(running.map(subscription => subscription.stop()))
  running = []
})

async function start(subscribers: Subscriber[], on = store): Promise<void> {
  running.push(await subscribe(nats, on, 'audit', subscribers))
}
const deadLetters = (eventId: string) =>
  store.read(({ sql }) => sql('select source, code, message from dead_letter where event_id = $1', [eventId]))
const timesHandled = async (id: string) => (await handledBy(store)).filter(handled => handled === id).length

describe('An event', () => {
  it('is handled once, however often and to however many instances it is delivered at once', async () => {
    const events = Array.from({ length: 20 }, () => anAssignment())
    const slowly = onEverything('audit', async (tx, context) => {
      await sleep(10)
      await noteHandled(tx, context)
    })
    await start(slowly)
    await start(slowly, await open('audit'))
    await Promise.all([...events, ...events, ...events].map(event => publish(source, event)))
    const ids = new Set(events.map(event => event.id))
    await eventually(async () => (await handledBy(store)).length >= ids.size)
    await sleep(300)
    expect((await handledBy(store)).sort()).toEqual([...ids].sort())
  })

  it('is handled once when its acknowledgement was lost', async () => {
    const event = anAssignment()
    await start(onEverything('audit', noteHandled))
    await publish(source, event)
    await eventually(async () => (await timesHandled(event.id)) === 1)
    await publish(source, event)
    await sleep(200)
    expect(await timesHandled(event.id)).toBe(1)
  })

  it('waits in the database while another instance handles it, and is left to that one', async () => {
    const event = anAssignment()
    const taken = Promise.withResolvers<void>()
    const inTheWay = store.run(async tx => {
      await takeIn(tx, { source: 'referral', eventId: event.id })
      taken.resolve()
      await sleep(200)
    })
    await taken.promise
    await start(onEverything('audit', noteHandled))
    await publish(source, event)
    await inTheWay
    await sleep(200)
    expect(await timesHandled(event.id)).toBe(0)
  })

  it('tells its handler what its envelope says', async () => {
    const event = anAssignment({ aggregateVersion: 7 })
    const seen: unknown[] = []
    await start([
      on(
        referralAssigned,
        async (_, context) => `prepared ${context.aggregateVersion}`,
        async (_, __, context, prepared) => void seen.push(prepared, context),
      ),
      ...onEverything('audit', async () => {}).filter(({ contract }) => contract !== referralAssigned),
    ])
    await publish(source, event)
    await eventually(() => seen.length > 0)
    const { id, type, source: from, aggregateId, aggregateVersion, occurredAt, correlationId } = event
    const context = { id, type, source: from, aggregateId, aggregateVersion, occurredAt, correlationId, sequence: 1n }
    expect(seen).toEqual(['prepared 7', context])
  })
})

describe('A handler that fails', () => {
  it('for want of a service is tried again, and leaves nothing of the failed attempt', async () => {
    const event = anAssignment()
    let attempts = 0
    await start(
      onEverything('audit', async (tx, context) => {
        await noteHandled(tx, context)
        if (++attempts < 3) throw storeErrors.database_unavailable()
      }),
    )
    await publish(source, event)
    await eventually(async () => (await timesHandled(event.id)) > 0)
    expect(attempts).toBe(3)
    expect(await timesHandled(event.id)).toBe(1)
  })

  it('by mistake is tried again too', async () => {
    const event = anAssignment()
    let attempts = 0
    await start(
      onEverything('audit', async (tx, context) => {
        if (++attempts < 2) throw new TypeError('undefined is not a function')
        await noteHandled(tx, context)
      }),
    )
    await publish(source, event)
    await eventually(async () => (await timesHandled(event.id)) === 1)
    expect(await deadLetters(event.id)).toEqual([])
  })

  it('because it refuses gives the event up: kept with its code, counted as covered, never tried again', async () => {
    const event = anAssignment()
    let attempts = 0
    await start(
      onEverything('audit', async (tx, context) => {
        attempts++
        await noteHandled(tx, context)
        throw storeErrors.event_too_large()
      }),
    )
    await publish(source, event)
    await publish(source, event)
    await eventually(async () => (await deadLetters(event.id)).length > 0)
    await sleep(200)
    expect(await deadLetters(event.id)).toEqual([
      { source: 'referral', code: 'event_too_large', message: expect.any(Buffer) },
    ])
    expect([attempts, await timesHandled(event.id)]).toEqual([1, 0])
    const { coveredIds } = await source.ask(coveredBy('audit'), { eventIds: [event.id, randomUUID()] })
    expect(coveredIds).toEqual([event.id])
  })
})

describe('A message that cannot be read', () => {
  it.each([
    ['no envelope', () => new TextEncoder().encode('not protobuf \xff')],
    ['an event of another source', (id: string) => encodeEnvelope(anAssignment({ id, source: 'consent' }), 1n)],
    ['an event of another type', (id: string) => encodeEnvelope(anAssignment({ id, type: 'referral.changed.v1' }), 1n)],
    [
      'a payload of another kind',
      (id: string) => encodeEnvelope(anAssignment({ id, payload: Uint8Array.of(0xff, 0xff) }), 1n),
    ],
  ])('(%s) is kept and given up, and others are handled', async (_, bytesOf) => {
    const [broken, sound] = [anAssignment(), anAssignment()]
    await start(onEverything('audit', noteHandled))
    await publish(source, broken, bytesOf(broken.id))
    await publish(source, sound)
    await eventually(async () => (await deadLetters(broken.id)).length > 0 && (await timesHandled(sound.id)) === 1)
    expect(await deadLetters(broken.id)).toMatchObject([{ code: 'event_unreadable' }])
    expect(await timesHandled(broken.id)).toBe(0)
  })
})

it('A service that leaves a contracted event unhandled, or hears what it should not, does not start', async () => {
  await expect(subscribe(nats, store, 'audit', [])).rejects.toThrow('referral.assigned.v1')
  const [subscriber] = onEverything('exchange', noteHandled)
  if (!subscriber) throw new Error('No such event')
  await expect(start([...onEverything('audit', noteHandled), subscriber])).rejects.toThrow(subscriber.contract.type)
})

it('Stopping waits for what is under way, and gives the rest back at once', async () => {
  const events = Array.from({ length: 60 }, () => anAssignment())
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await start(
    onEverything('audit', async (tx, context) => {
      begun.resolve()
      await go.promise
      await noteHandled(tx, context)
    }),
  )
  await Promise.all(events.map(event => publish(source, event)))
  const handled = async () => (await handledBy(store)).filter(id => events.some(event => event.id === id)).length
  await begun.promise
  const stopping = running.pop()?.stop()
  go.resolve()
  await stopping
  const then = await handled()
  await sleep(150)
  expect(await handled()).toBe(then)
  expect(then).toBeGreaterThan(0)
  expect(then).toBeLessThan(60)
  await start(onEverything('audit', noteHandled))
  // One that was on the wire at that moment was not fetched yet: it comes again when the broker has waited for its ACK_WAIT_MS.
  await eventually(async () => (await handled()) === 60)
})

describe('A consumer', () => {
  it.each(['consumer', 'stream'])('hears again once its %s, which was taken away, has come back', async what => {
    await start(onEverything('audit', noteHandled))
    const before = anAssignment()
    await publish(source, before)
    await eventually(async () => (await timesHandled(before.id)) === 1)
    const admin = await hub.as('admin')
    const manager = await jetstreamManager(admin.connection, { checkAPI: false })
    if (what === 'consumer') await manager.consumers.delete(streamOf('referral'), 'audit')
    else await manager.streams.delete(streamOf('referral'))
    await sleep(1_000)
    await provisionStreams(admin, { purgeable: true })
    const after = anAssignment()
    await publish(source, after)
    await eventually(async () => (await timesHandled(after.id)) === 1)
  })
})
