import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { decodeEnvelope, streamOf } from '@amparo/contracts'
import { type Nats, type Relay, startRelay, subscribe } from '@amparo/messaging'
import { openStore, type Store } from '@amparo/store'
import { useHubNats } from '@amparo/testing'
import { jetstreamManager } from '@nats-io/jetstream'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anAssignment, emit, eventually, handledBy, noteHandled, onEverything, useStores } from './support.ts'

const hub = await useHubNats()
const { database, open } = await useStores('referral', 'audit')
const leaseTtlMs = 300
let nats: Nats
let admin: Nats
let store: Store
let second: Store
let relays: Relay[] = []

beforeAll(async () => {
  nats = await hub.as('referral')
  admin = await hub.as('admin')
  store = await open('referral')
  second = await open('referral')
})
beforeEach(async () => {
  await purge()
  await store.run(tx => tx.sql('delete from outbox'))
})
afterEach(async () => {
  await Promise.all(relays.map(relay => relay.stop()))
  relays = []
})

const manager = () => jetstreamManager(admin.connection, { checkAPI: false, timeout: 60_000 })
const purge = async () => void (await (await manager()).streams.purge(streamOf('referral')))
const start = (on: Store, options = {}) => {
  const relay = startRelay(nats, on, 'referral', { leaseTtlMs, ...options })
  relays.push(relay)
  return relay
}
const unmarked = async () =>
  (await store.read(({ sql }) => sql('select from outbox where published_at is null'))).length
const assignments = (n: number) => Array.from({ length: n }, () => anAssignment())

/** What stands in the stream, in its order. */
async function streamed() {
  const streams = (await manager()).streams
  const { state } = await streams.info(streamOf('referral'))
  const envelopes = []
  for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
    const message = await streams.getMessage(streamOf('referral'), { seq })
    if (message) envelopes.push(decodeEnvelope(message.data))
  }
  return envelopes
}

describe('The relay', () => {
  it('puts every event into the stream once, numbered without gaps, while commits go on', async () => {
    start(store)
    const events = assignments(300)
    await Promise.all(events.map((event, i) => emit(i % 2 ? store : second, event)))
    await eventually(async () => (await unmarked()) === 0)
    const envelopes = await streamed()
    expect(envelopes.map(envelope => envelope.id).sort()).toEqual(events.map(event => event.id).sort())
    const first = envelopes[0]?.sequence ?? 0n
    expect(envelopes.map(envelope => envelope.sequence - first)).toEqual(events.map((_, i) => BigInt(i)))
  })

  it('is told of commits at once, in its own process and in others', async () => {
    const events = assignments(10)
    const pollMs = 120_000
    start(store, { pollMs })
    await sleep(200)
    // `second` runs a relay too, which does not lead.
    start(second, { pollMs })
    const delays: number[] = []
    for (const [i, event] of events.entries()) {
      const from = performance.now()
      await emit(i % 2 ? store : second, event)
      await eventually(async () => (await unmarked()) === 0)
      delays.push(performance.now() - from)
    }
    expect(delays.sort((a, b) => a - b)[5]).toBeLessThan(pollMs / 10)
  })

  it('finds by itself what no signal told of', async () => {
    start(store, { pollMs: 100 })
    await sleep(200)
    await emit(second, anAssignment())
    await eventually(async () => (await unmarked()) === 0)
  })

  it('shares the work with nobody: of several, one numbers and publishes', async () => {
    for (const on of [store, second, await open('referral')]) start(on)
    const events = assignments(200)
    await Promise.all(events.map(event => emit(second, event)))
    await eventually(async () => (await unmarked()) === 0)
    expect(await streamed()).toHaveLength(200)
  })

  it('gives way to the next when it stops', async () => {
    const first = start(store)
    await sleep(100)
    start(second)
    await first.stop()
    await emit(store, anAssignment())
    await eventually(async () => (await unmarked()) === 0)
  })

  it('can no longer mark or number after it was held up and another took over', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const marks: boolean[] = []
    const slow: Store = {
      ...store,
      leases: { ...store.leases, renew: () => held.then(() => false) },
      outbox: {
        ...store.outbox,
        markPublished: async (lease, ids) => {
          await held
          const marked = await store.outbox.markPublished(lease, ids)
          marks.push(marked)
          return marked
        },
      },
    }
    start(slow)
    await emit(store, anAssignment())
    await eventually(async () => (await streamed()).length === 1)
    start(second)
    await eventually(async () => (await unmarked()) === 0)
    release()
    await eventually(() => marks.length > 0)
    expect(marks).toEqual([false])
    expect(await streamed()).toHaveLength(1)
  })

  it('goes on after the database cut it off', async () => {
    start(store)
    await emit(store, anAssignment())
    await eventually(async () => (await unmarked()) === 0)
    const url = database.superuserUrl
    const operator = await openStore({ url, service: 'referral', entities: [], applicationName: 'operator' })
    await operator.run(tx =>
      tx.sql(`select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`),
    )
    await operator.close()
    await eventually(() => emit(store, anAssignment()).then(() => true))
    await eventually(async () => (await unmarked()) === 0)
  })
})

describe('A relay that is killed after publishing and before marking', () => {
  it('loses nothing and doubles nothing', async () => {
    const audit = await open('audit')
    const listening = await subscribe(await hub.as('audit'), audit, 'audit', onEverything('audit', noteHandled))
    const events = assignments(50)
    await emit(store, ...events)

    const [url, seed] = [database.services['referral'] ?? '', hub.seedOf('referral')]
    const child = fork(new URL('./fixtures/dying-relay.ts', import.meta.url), [url, hub.url, seed, `${leaseTtlMs}`])
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    const before = await streamed()
    expect(before.map(envelope => envelope.id)).toEqual(events.map(event => event.id))
    expect(await unmarked()).toBe(50)

    start(store)
    await eventually(async () => (await unmarked()) === 0)
    // Same number and same id: the stream knew them.
    expect(await streamed()).toEqual(before)

    // And when the stream no longer does, the inbox of the consumer knows them.
    await relays.pop()?.stop()
    await purge()
    await store.run(tx => tx.sql('update outbox set published_at = null'))
    await eventually(async () => (await handledBy(audit)).length === 50)
    await sleep(200)
    await listening.stop()
    expect((await handledBy(audit)).sort()).toEqual(events.map(event => event.id).sort())
  })
})
