import { edgeStream } from '@amparo/contracts'
import { connectNats, consumeEdge, type Nats, openPeerLink, provisionEdge, settledOf } from '@amparo/messaging'
import { freePort, useHubNats } from '@amparo/testing'
import type { JetStreamManager } from '@nats-io/jetstream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ACK_WAIT_MS, streamManager } from '../src/jetstream-setup.ts'
import { EDGE_CONSUMER } from '../src/provision-edge.ts'

const PAYLOAD = 64 * 1024
const hub = await useHubNats({ peers: ['XB', 'XC'], peerPayload: PAYLOAD })
const closing: (() => Promise<unknown>)[] = []
let exchange: Nats
let manager: JetStreamManager

beforeAll(async () => {
  exchange = await connectNats({ url: hub.url, seed: hub.edge.seed, user: 'exchange' })
  manager = await streamManager(exchange)
})
beforeEach(() => provisionEdge(exchange, ['XB', 'XC']))
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await provisionEdge(exchange, [])
})
afterAll(() => exchange.close())

const linkOf = (peer: string, url = hub.url) => {
  const link = openPeerLink({ url, seed: hub.edge.seedOf(peer), ownHub: peer })
  closing.push(() => link.close())
  return link
}
const taking = async (take: (peer: string, text: string) => Promise<void>, mayOverlap = (_: string) => false) => {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  const subscription = await consumeEdge(exchange, {
    peers: ['XB', 'XC'],
    take: (peer, bytes) => take(peer, text(bytes)),
    mayOverlap: bytes => mayOverlap(text(bytes)),
  })
  closing.push(() => subscription.stop())
}
const bytes = (text: string) => new TextEncoder().encode(text)
const waiting = async (peer: string) => (await manager.streams.info(edgeStream(peer))).state.messages
const streams = async () => {
  const found = []
  for await (const name of manager.streams.names()) found.push(name)
  return found.sort()
}

describe('the streams of the edge', () => {
  it('are one a peer, kept in files and cleared only by taking', async () => {
    expect(await streams()).toEqual(['EDGE_IN_XB', 'EDGE_IN_XC'])
    const { config } = await manager.streams.info('EDGE_IN_XB')
    const kept = { storage: 'file', retention: 'workqueue', discard: 'new', deny_purge: true, deny_delete: true }
    expect(config).toMatchObject({ ...kept, subjects: ['edge.in.XB'] })
  })

  it('stay as they are with what waits in them, but for one whose hub is no longer a peer', async () => {
    for (const peer of ['XB', 'XC']) await linkOf(peer).publish(bytes('waits'))
    await provisionEdge(exchange, ['XB'])
    expect([await streams(), await waiting('XB')]).toEqual([['EDGE_IN_XB'], 1])
  })

  it('are full for one peer at a time', async () => {
    await manager.streams.update('EDGE_IN_XB', { max_msgs: 3 })
    const link = linkOf('XB')
    for (let n = 0; n < 3; n++) expect(await link.publish(bytes('x'))).toBe('taken')
    expect(await link.publish(bytes('x'))).toBe('full')
    expect(await linkOf('XC').publish(bytes('x'))).toBe('taken')
  })
})

describe('a link to a peer', () => {
  it('knows what the peer’s server will never take, and goes on', async () => {
    const link = linkOf('XB')
    expect(await link.publish(new Uint8Array(PAYLOAD))).toBe('taken')
    expect(await link.publish(new Uint8Array(PAYLOAD + 1))).toBe('too_large')
    expect(await link.publish(bytes('x'))).toBe('taken')
    await manager.streams.update('EDGE_IN_XB', { max_msg_size: 100 })
    expect(await link.publish(new Uint8Array(101))).toBe('too_large')
  })

  it('says at once that the peer is away, and finds it when it is back', async () => {
    const port = await freePort()
    const link = linkOf('XB', `nats://127.0.0.1:${port}`)
    const took: number[] = []
    for (let tried = 0; tried < 3; tried++) {
      const began = performance.now()
      await expect(link.publish(bytes('x'))).rejects.toMatchObject({ code: 'service_unavailable' })
      took.push(performance.now() - began)
    }
    // Sooner than it gives up on one that does not answer.
    expect(Math.min(...took)).toBeLessThan(2_500)
  })

  it('lets no one in who is not that peer', async () => {
    const link = openPeerLink({ url: hub.url, seed: hub.edge.seedOf('XC'), ownHub: 'XB' })
    closing.push(() => link.close())
    await expect(link.publish(bytes('x'))).rejects.toMatchObject({ code: 'service_unavailable' })
    expect(await waiting('XB')).toBe(0)
  })

  it('brings what goes twice under one id once', async () => {
    for (const text of ['a', 'a again']) expect(await linkOf('XB').publish(bytes(text), 'a')).toBe('taken')
    await linkOf('XB').publish(bytes('b'), 'b')
    expect(await waiting('XB')).toBe(2)
  })

  it('takes nothing more when it is closed', async () => {
    const link = linkOf('XB')
    await link.publish(bytes('x'))
    await link.close()
    await expect(link.publish(bytes('x'))).rejects.toMatchObject({ code: 'service_unavailable' })
  })
})

describe('taking in', () => {
  it('keeps the order of each peer, one message after the other, and clears what was taken', async () => {
    const seen: string[] = []
    let underWay = 0
    await taking(async (peer, text) => {
      if (peer === 'XB') expect(++underWay).toBe(1)
      await new Promise(resolve => setTimeout(resolve, 5))
      if (peer === 'XB') underWay--
      seen.push(`${peer} ${text}`)
    })
    const [xb, xc] = [linkOf('XB'), linkOf('XC')]
    for (let n = 0; n < 10; n++) await Promise.all([xb.publish(bytes(`${n}`)), xc.publish(bytes(`${n}`))])
    await expect.poll(() => seen.length).toBe(20)
    for (const peer of ['XB', 'XC'])
      expect(seen.filter(one => one.startsWith(peer))).toEqual([...Array(10).keys()].map(n => `${peer} ${n}`))
    await expect.poll(() => waiting('XB')).toBe(0)
  })

  it('lets some overlap, a few at once, and each of the others have all before it behind it and nothing beside it', async () => {
    const [underWay, done] = [new Set<string>(), [] as string[]]
    let most = 0
    const eight = Promise.withResolvers<void>()
    await taking(
      async (_, text) => {
        if (text === 'order') expect([...underWay, done.length % 21]).toEqual([20])
        underWay.add(text)
        most = Math.max(most, underWay.size)
        if (most === 8) eight.resolve()
        // However slowly they come, the first ones are still there when the eighth does; and a ninth has time to.
        await eight.promise
        await new Promise(resolve => setTimeout(resolve, 20))
        underWay.delete(text)
        done.push(text)
      },
      text => text.startsWith('part'),
    )
    const link = linkOf('XB')
    for (let n = 0; n < 42; n++) await link.publish(bytes(n % 21 === 20 ? 'order' : `part ${n}`))
    await expect.poll(() => done.length).toBe(42)
    expect(most).toBe(8)
    await expect.poll(() => waiting('XB')).toBe(0)
  })

  it('has settled what goes before the first that waits to be offered again, whatever came after it', async () => {
    let isShut = true
    const taken: string[] = []
    await taking(
      async (_, text) => {
        if (text === 'part 3' && isShut) throw new Error('shut')
        taken.push(text)
      },
      text => text.startsWith('part'),
    )
    const link = linkOf('XB')
    for (let n = 1; n <= 5; n++) await link.publish(bytes(`part ${n}`))
    await link.publish(bytes('a question'))
    await expect.poll(() => taken.length).toBe(5)
    expect(await settledOf(exchange, 'XB')).toBe(2)
    isShut = false
    await expect.poll(() => taken.length).toBe(6)
    await expect.poll(() => settledOf(exchange, 'XB')).toBe(6)
  })

  it('of one peer goes on while another’s stands still', async () => {
    let letGo = () => {}
    const still = new Promise<void>(resolve => {
      letGo = resolve
    })
    const seen: string[] = []
    await taking(async (peer, text) => {
      if (peer === 'XC') await still
      seen.push(text)
    })
    const xc = linkOf('XC')
    for (let n = 0; n < 100; n++) await xc.publish(bytes('flood'))
    for (let n = 0; n < 5; n++) await linkOf('XB').publish(bytes('wanted'))
    await expect.poll(() => seen).toEqual(Array(5).fill('wanted'))
    letGo()
  })

  it('tries again what could not be taken, and clears it only then', async () => {
    let tries = 0
    await taking(async () => {
      if (++tries === 1) throw new Error('the database is away')
    })
    await linkOf('XB').publish(bytes('x'))
    await expect.poll(() => tries).toBe(1)
    expect(await waiting('XB')).toBe(1)
    await expect.poll(() => tries).toBe(2)
    await expect.poll(() => waiting('XB')).toBe(0)
  })

  it('leaves to one instance what it takes longer over than the broker waits', async () => {
    const [begun, done] = [[] as string[], [] as string[]]
    const take = async (_: string, text: string) => {
      begun.push(text)
      if (text === 'slow') await new Promise(resolve => setTimeout(resolve, ACK_WAIT_MS + 3_000))
      done.push(text)
    }
    await taking(take)
    await linkOf('XB').publish(bytes('slow'))
    await expect.poll(() => begun).toEqual(['slow'])
    await taking(take)
    await expect.poll(() => done, { timeout: ACK_WAIT_MS + 10_000 }).toEqual(['slow'])
    expect(begun).toEqual(['slow'])
    await expect.poll(() => waiting('XB')).toBe(0)
  }, 40_000)

  it('begins again when its consumer was taken away and came back', async () => {
    const seen: string[] = []
    await taking(async (_, text) => void seen.push(text))
    const asked = async () => (await manager.consumers.info('EDGE_IN_XB', EDGE_CONSUMER)).num_waiting
    await expect.poll(asked).toBeGreaterThan(0)
    await manager.consumers.delete('EDGE_IN_XB', EDGE_CONSUMER)
    await provisionEdge(exchange, ['XB', 'XC'])
    await linkOf('XB').publish(bytes('after'))
    await expect.poll(() => seen).toEqual(['after'])
  })

  it('does not begin without a stream', async () => {
    await expect(consumeEdge(exchange, { peers: ['XD'], take: async () => {} })).rejects.toThrow()
  })
})
