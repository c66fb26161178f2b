import { streamOf } from '@amparo/contracts'
import { provisionStreams, startRelay } from '@amparo/messaging'
import { createLog } from '@amparo/observability'
import { useHubNats } from '@amparo/testing'
import { expect, it } from 'vitest'
import { streamManager } from '../src/jetstream-setup.ts'
import { anAssignment, emit, eventually, useStores } from './support.ts'

const hub = await useHubNats()
const { open } = await useStores('referral')

it('A broker that answers and takes nothing alarms once, and has all as soon as it takes something again', async () => {
  const [store, nats, admin] = [await open('referral'), await hub.as('referral'), await hub.as('admin')]
  await (await streamManager(admin)).streams.delete(streamOf('referral'))
  const lines: string[] = []
  const log = createLog({ service: 'referral', hub: 'XA', stream: { write: line => lines.push(line) } })
  const relay = startRelay(nats, store, 'referral', { log, retryMs: 1 })
  const said = (message: string) => lines.filter(line => line.includes(message))
  await emit(store, anAssignment())
  await eventually(() => said('relay.failed').length > 30)
  expect(said('relay.stuck')).toHaveLength(1)
  expect(said('relay.stuck')[0]).toContain('"level":50')
  await expect(nats.ready()).resolves.toBeUndefined()

  await provisionStreams(admin)
  await eventually(
    async () => (await store.read(({ sql }) => sql('select from outbox where published_at is null'))).length === 0,
  )
  await relay.stop()
})
