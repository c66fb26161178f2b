import { directoryHub } from '@amparo/contracts'
import { connectNats } from '@amparo/messaging'
import { useHubNats } from '@amparo/testing'
import { expect, test, vi } from 'vitest'
import { useSwitch } from './fixtures/switch.ts'

const hub = await useHubNats()
const stranger = await useHubNats()
const broker = await useSwitch(hub.url)

const connected = async (user: 'directory' | 'consent') => {
  const heard: string[] = []
  const onLost = vi.fn<() => void>()
  const nats = await connectNats({
    ...{ url: broker.url, seed: hub.seedOf(user), user, onLost },
    onStatus: status => void heard.push(status),
  })
  return { nats, onLost, times: (status: string) => heard.filter(one => one === status).length }
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

test('a connection that is closed for good, and not by who opened it, is told of', async () => {
  const { nats, onLost } = await connected('directory')
  await nats.connection.close()
  await expect.poll(() => onLost.mock.calls.length).toBe(1)
})
