import { connectNats, startRelay } from '@amparo/messaging'
import { useHubNats } from '@amparo/testing'
import { expect, test } from 'vitest'
import { useSwitch } from './fixtures/switch.ts'
import { anAssignment, emit, eventually, useStores } from './support.ts'

const hub = await useHubNats()
const { open } = await useStores('referral')
const broker = await useSwitch(hub.url)

/** So long the relay waits for the word of a broker that it is connected to. */
const UNANSWERED_MS = 5_000

test('what was on its way when the connection broke is sent again as soon as there is one', async () => {
  const store = await open('referral')
  const nats = await connectNats({ url: broker.url, seed: hub.seedOf('referral'), user: 'referral' })
  const relay = startRelay(nats, store, 'referral')
  const left = async () => (await store.read(({ sql }) => sql('select from outbox where published_at is null'))).length
  await emit(store, anAssignment())
  await eventually(async () => (await left()) === 0)
  const swallowed = broker.swallow()
  await emit(store, anAssignment())
  await swallowed
  const from = performance.now()
  broker.to(hub.url)
  await eventually(async () => (await left()) === 0)
  expect(performance.now() - from).toBeLessThan(UNANSWERED_MS)
  await relay.stop()
  await nats.close()
})
