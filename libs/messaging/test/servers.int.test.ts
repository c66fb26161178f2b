import { connectNats } from '@amparo/messaging'
import { freePort, useHubNats } from '@amparo/testing'
import { expect, test } from 'vitest'

const hub = await useHubNats()

test('The servers of a cluster come as one string, and one that is down is passed over', async () => {
  const down = `nats://127.0.0.1:${await freePort()}`
  const nats = await connectNats({ url: `${down},${hub.url}`, seed: hub.seedOf('consent'), user: 'consent' })
  await expect(nats.ready()).resolves.toBeUndefined()
  await nats.close()
})
