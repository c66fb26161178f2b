import { describe, expect, test } from 'vitest'
import { useForger } from './fixtures/forger.ts'
import { useTwoHubs } from './fixtures/two-hubs.ts'

const { xb, xc } = await useTwoHubs()

describe('the broker', () => {
  const publishing = async (subject: string, options?: { reply: string }): Promise<unknown> => {
    const { nats } = await useForger(xb, 'XC', xc.exchange.privateKey)
    const denied = (async () => {
      for await (const status of nats.connection.status()) if (status.type === 'error') return status.error.message
      return 'closed'
    })()
    nats.connection.publish(subject, new Uint8Array(), options)
    await nats.connection.flush()
    return Promise.race([denied, new Promise(resolve => setTimeout(resolve, 300, 'let through'))])
  }

  test('lets a peer publish on its own subject and nowhere else', async () => {
    for (const subject of ['edge.in.XA', '$JS.API.STREAM.PURGE.EDGE_IN_XC', '$JS.API.STREAM.DELETE.EDGE_IN_XA'])
      expect(await publishing(subject)).toMatch(/Permissions Violation/)
    expect(await publishing('edge.in.XC')).toBe('let through')
  })

  test('lets it subscribe to nothing of others', async () => {
    const { nats } = await useForger(xb, 'XC', xc.exchange.privateKey)
    for (const subject of ['edge.in.XA', 'edge.in.XC', '>', '_INBOX_exchange.>']) {
      const refusal = new Promise(resolve =>
        nats.connection.subscribe(subject, { callback: error => resolve(error?.message) }),
      )
      expect(await refusal).toMatch(/Permissions Violation/)
    }
  })
})
