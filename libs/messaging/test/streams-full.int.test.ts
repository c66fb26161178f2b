import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import type { Store } from '@amparo/store'
import { useHubNats } from '@amparo/testing'
import { expect, it } from 'vitest'
import { aRefusedGrant, emit, eventually, handledBy, noteHandled, onEverything, publish, useStores } from './support.ts'

const MB = 1024 ** 2
const hub = await useHubNats({ eventBytes: 32 * MB })
const { open } = await useStores('consent', 'redaction', 'exchange')

it('An event is heard though streams hold all that they may, and so is one for which there was no room any more', async () => {
  const [store, redaction, exchange] = await Promise.all([open('consent'), open('redaction'), open('exchange')])
  const nats = await hub.as('consent')
  const parts: { stop(): Promise<void> }[] = [
    startRelay(nats, store, 'consent'),
    startReconciler(nats, store, 'consent', { everyMs: 50, graceMs: 0, republishAfterMs: 100 }),
  ]
  const before = aRefusedGrant()
  await emit(store, before)
  const left = () => store.read(({ sql }) => sql('select from outbox where published_at is null'))
  await eventually(async () => (await left()).length === 0)

  // More than the broker has room for, of what nobody keeps.
  const filling = new Uint8Array(MB / 2)
  for (let n = 0; n < 80; n++) await publish(nats, aRefusedGrant(), filling)
  const after = aRefusedGrant()
  await emit(store, after)

  const listen = async (of: Store, name: 'redaction' | 'exchange') =>
    subscribe(await hub.as(name), of, name, onEverything(name, noteHandled))
  parts.push(await listen(redaction, 'redaction'), await listen(exchange, 'exchange'))
  for (const consumer of [redaction, exchange]) {
    await eventually(async () => (await handledBy(consumer)).length === 2)
    expect((await handledBy(consumer)).sort()).toEqual([before.id, after.id].sort())
  }
  for (const part of parts.reverse()) await part.stop()
})
