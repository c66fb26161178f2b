import { inboxPrefix } from '@amparo/contracts'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, type NatsConnection, nkeyAuthenticator, nkeys } from '@nats-io/transport-node'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type NatsUser, natsConfig, useNats } from '../src/index.ts'

const users = ['referral', 'consent', 'portal', 'exchange', 'XB', 'XC', 'XD'] as const
type User = (typeof users)[number]
const keys = Object.fromEntries(users.map(user => [user, nkeys.createUser()])) as Record<User, nkeys.KeyPair>
const nkey = (user: User) => keys[user].getPublicKey()
const open: NatsConnection[] = []

const server = await useNats(
  natsConfig({
    hub: 'XA',
    services: [
      {
        ...{ name: 'referral', nkey: nkey('referral'), publish: ['ask.decide.referral'], subscribe: [] },
        ways: [{ to: 'consent', subject: 'ask.decide.referral', as: 'ask.decide.referral', answers: 'one' }],
      },
      { name: 'consent', nkey: nkey('consent'), publish: [], subscribe: ['ask.decide.*'], allowResponses: true },
      { name: 'portal', nkey: nkey('portal'), publish: [], subscribe: [] },
    ],
    edge: {
      exchange: { nkey: nkey('exchange') },
      peers: [
        { name: 'XB', nkey: nkey('XB'), maxPayload: 2048, maxConnections: 2 },
        { name: 'XC', nkey: nkey('XC') },
        { name: 'XD', nkey: nkey('XD') },
      ],
    },
  }),
)

async function as(user: User): Promise<NatsConnection> {
  const authenticator = nkeyAuthenticator(keys[user].getSeed())
  const options = {
    servers: server.url,
    inboxPrefix: inboxPrefix(user),
    authenticator,
    reconnect: false,
    timeout: 2000,
  }
  const nc = await connect(options)
  open.push(nc)
  return nc
}

/** What the server said about this subscription: nothing, or why not. */
async function subscribing(nc: NatsConnection, subject: string): Promise<string> {
  let said = ''
  const callback = (error: Error | null) => {
    if (error) said = error.message
  }
  nc.subscribe(subject, { callback })
  await refusalHeard(nc)
  return said
}

async function publishing(nc: NatsConnection, subject: string, reply?: string): Promise<string> {
  let said = ''
  const listen = async () => {
    for await (const status of nc.status()) if (status.type === 'error') said = status.error.message
  }
  void listen()
  nc.publish(subject, 'x', reply === undefined ? {} : { reply })
  await refusalHeard(nc)
  return said
}

/** A refusal arrives before the answer to the flush, and is handed on in the next turn. */
async function refusalHeard(nc: NatsConnection): Promise<void> {
  await nc.flush()
  await new Promise(resolve => setImmediate(resolve))
}

const edge = async () => jetstreamManager(await as('exchange'))
const stored = async (): Promise<Record<string, number>> =>
  (await (await edge()).streams.info('EDGE_IN', { subjects_filter: '>' })).state.subjects ?? {}

afterEach(async () => {
  for (const nc of open.splice(0)) await nc.close()
})

describe('between services', () => {
  test('a question is answered into the inbox of the one who asked', async () => {
    const consent = await as('consent')
    consent.subscribe('ask.decide.*', { callback: (_error, message) => void message.respond('no') })
    await consent.flush()
    expect((await (await as('referral')).request('ask.decide.referral', '?')).string()).toBe('no')
  })

  test.each(['_INBOX_referral.>', '_INBOX.>', '_INBOX_*.>', '>', 'ask.>', '$JS.API.>', 'evt.>'])(
    'another user cannot listen on %s',
    async subject => {
      expect(await subscribing(await as('portal'), subject)).toMatch(/Permissions Violation/)
    },
  )

  test('an empty list of what may be published allows nothing', async () => {
    for (const subject of ['ask.decide.portal', '_INBOX_referral.x', '$JS.API.INFO', 'anything']) {
      expect(await publishing(await as('portal'), subject)).toMatch(/Permissions Violation/)
    }
  })

  test('a user asks only under its own name', async () => {
    expect(await publishing(await as('referral'), 'ask.decide.portal')).toMatch(/Permissions Violation/)
  })

  test('a user who may answer cannot speak unasked', async () => {
    expect(await publishing(await as('consent'), '_INBOX_referral.x')).toMatch(/Permissions Violation/)
  })
})

describe('at the EDGE, a peer hub', () => {
  beforeAll(async () => {
    const manager = await edge()
    const perPeer = { max_msgs_per_subject: 20, discard: 'new', discard_new_per_subject: true } as const
    await manager.streams.add({ name: 'EDGE_IN', subjects: ['edge.in.>'], ...perPeer })
  })
  beforeEach(async () => void (await (await edge()).streams.purge('EDGE_IN')))

  test('hands in a message and has it acknowledged', async () => {
    expect(await jetstream(await as('XB')).publish('edge.in.XB', 'x')).toMatchObject({ stream: 'EDGE_IN', seq: 1 })
    expect(await stored()).toEqual({ 'edge.in.XB': 1 })
  })

  test.each(['edge.in.XB', 'edge.in.>', '>', '_INBOX_XC.>', '_INBOX_exchange.>', '$JS.EVENT.>'])(
    'cannot listen on %s',
    async subject => {
      expect(await subscribing(await as('XB'), subject)).toMatch(/Permissions Violation/)
    },
  )

  test.each(['edge.in.XC', '$JS.API.STREAM.PURGE.EDGE_IN', '_INBOX_exchange.x', 'ask.decide.referral'])(
    'cannot publish on %s',
    async subject => {
      expect(await publishing(await as('XB'), subject)).toMatch(/Permissions Violation/)
    },
  )

  test.each(['$JS.API.STREAM.PURGE.EDGE_IN', '$JS.API.STREAM.MSG.DELETE.EDGE_IN', 'edge.in.XC', '_INBOX_exchange.x'])(
    'cannot have the acknowledgement work for it on %s',
    async reply => {
      const peer = await as('XB')
      const js = jetstream(peer)
      for (const text of ['a', 'b', 'c']) await js.publish('edge.in.XB', text)
      await publishing(peer, 'edge.in.XB', reply)
      // The acknowledgement of a later message comes after whatever the one before has set off.
      await js.publish('edge.in.XB', 'd')
      expect(await stored()).toEqual({ 'edge.in.XB': 5 })
    },
  )

  test('fills up its own share only', async () => {
    const js = jetstream(await as('XB'))
    for (let n = 0; n < 20; n++) await js.publish('edge.in.XB', 'x')
    await expect(js.publish('edge.in.XB', 'x')).rejects.toThrow(/per subject/)
    await expect(jetstream(await as('XC')).publish('edge.in.XC', 'x')).resolves.toMatchObject({ stream: 'EDGE_IN' })
  })

  test('is cut off when it sends more than a message may hold, whatever its client believes', async () => {
    const peer = await as('XB')
    if (peer.info) peer.info.max_payload = 1_000_000
    peer.publish('edge.in.XB', new Uint8Array(4000))
    // The server may hang up before its reason has been read.
    expect(await peer.closed()).toBeInstanceOf(Error)
    expect(await stored()).toEqual({})
  })

  test('has so many connections of its own, and takes none from others', async () => {
    for (let n = 0; n < 8; n++) await as('XD')
    await expect(as('XD')).rejects.toThrow()
    await expect(as('XC')).resolves.toBeDefined()
  })
})

test('nothing that is written into the configuration can end a string and begin a permission', () => {
  const config = (change: Partial<NatsUser>) => () =>
    natsConfig({
      hub: 'XA',
      services: [{ name: 'a', nkey: nkey('portal'), publish: [], subscribe: [], ...change }],
      edge: { exchange: { nkey: nkey('exchange') }, peers: [] },
    })
  expect(config({})).not.toThrow()
  expect(config({ publish: ['a"] }, subscribe: { allow: [">"'] })).toThrow(TypeError)
  expect(config({ name: 'a\n}' })).toThrow(TypeError)
  for (const wrong of [{ to: 'b }' }, { subject: 'x"' }, { as: 'a b' }]) {
    const way = { to: 'a', subject: 'x', as: 'x', answers: 'one' as const, ...wrong }
    expect(config({ ways: [way] })).toThrow(TypeError)
  }
  expect(config({ nkey: keys.portal.getSeed().toString() })).toThrow(TypeError)
})
