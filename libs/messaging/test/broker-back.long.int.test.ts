import { directoryHub, permissionsOf, SERVICES } from '@amparo/contracts'
import { connectNats, natsConfig } from '@amparo/messaging'
import { createLog } from '@amparo/observability'
import { useHubNats, useNats } from '@amparo/testing'
import { nkeys } from '@nats-io/transport-node'
import { expect, test, vi } from 'vitest'
import { useSwitch } from './fixtures/switch.ts'

const hub = await useHubNats()
const stranger = await useHubNats()
const publicKey = (seed: string) => nkeys.fromSeed(new TextEncoder().encode(seed)).getPublicKey()
/** The hub's own, but that it lets the directory hear nothing. */
const wrong = await useNats(
  natsConfig({
    hub: 'XA',
    services: SERVICES.map(name => {
      const { publish, subscribe } = permissionsOf(name)
      return { name, nkey: publicKey(hub.seedOf(name)), publish, subscribe: name === 'directory' ? [] : subscribe }
    }),
    provisioner: { name: 'admin', nkey: nkeys.createUser().getPublicKey(), publish: ['$JS.API.>'], subscribe: [] },
    edge: { exchange: { nkey: publicKey(hub.edge.seed) }, peers: [] },
  }),
)
const broker = await useSwitch(hub.url)

const connected = async (user: 'directory' | 'consent') => {
  const heard: string[] = []
  const lines: string[] = []
  const onLost = vi.fn<() => void>()
  const nats = await connectNats({
    ...{ url: broker.url, seed: hub.seedOf(user), user, onLost },
    log: createLog({ service: user, hub: 'XA', stream: { write: line => lines.push(line) } }),
    onStatus: status => void heard.push(status),
  })
  return { nats, onLost, lines, times: (status: string) => heard.filter(one => one === status).length }
}

test('a broker that knows nobody for a while is found again, with those who answer there', async () => {
  const directory = await connected('directory')
  const consent = await connected('consent')
  directory.nats.answer(directoryHub, async () => ({ hub: { hub: 'XB' } }))
  await directory.nats.ready()
  broker.to(stranger.url)
  await expect
    .poll(() => Math.min(directory.times('error'), consent.times('error')), { timeout: 30_000 })
    .toBeGreaterThan(1)
  broker.to(hub.url)
  const answered = () => consent.nats.ask(directoryHub, { hub: 'XB' }).catch(() => undefined)
  await expect.poll(answered, { timeout: 30_000 }).toMatchObject({ hub: { hub: 'XB' } })
  for (const { nats, onLost } of [directory, consent]) {
    await nats.close()
    expect(onLost).not.toHaveBeenCalled()
  }
})

test('a broker that does not let a service listen for a while is asked again, and alarms once', async () => {
  const directory = await connected('directory')
  const consent = await connected('consent')
  directory.nats.answer(directoryHub, async () => ({ hub: { hub: 'XB' } }))
  await directory.nats.ready()
  broker.to(wrong.url)
  await expect.poll(() => directory.times('error'), { timeout: 30_000 }).toBeGreaterThan(2)
  broker.to(hub.url)
  const answered = () => consent.nats.ask(directoryHub, { hub: 'XB' }).catch(() => undefined)
  await expect.poll(answered, { timeout: 30_000 }).toMatchObject({ hub: { hub: 'XB' } })
  expect(directory.lines.filter(line => line.includes('answer.unheard'))).toHaveLength(1)
  for (const { nats } of [directory, consent]) await nats.close()
})

test('a connection that is closed for good, and not by who opened it, is told of', async () => {
  const { nats, onLost } = await connected('directory')
  await nats.connection.close()
  await expect.poll(() => onLost.mock.calls.length).toBe(1)
})
