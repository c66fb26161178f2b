import { connectNats, provisionEdge } from '@amparo/messaging'
import { useHubNats } from '@amparo/testing'
import { expect, it } from 'vitest'
import { streamManager } from '../src/jetstream-setup.ts'

const peers = Array.from({ length: 66 }, (_, n) => `X${n}`)
const hub = await useHubNats({ peers: peers.slice(2) })

it('There is room for one more peer, however many there are', async () => {
  const exchange = await connectNats({ url: hub.url, seed: hub.edge.seed, user: 'exchange' })
  await provisionEdge(exchange, peers)
  const { streams } = await (await streamManager(exchange)).getAccountInfo()
  expect(streams).toBe(66)
  await exchange.close()
})
