import { setTimeout as sleep } from 'node:timers/promises'
import {
  AppendRequestSchema,
  append,
  create,
  directoryHub,
  EVENTS,
  EVENTS_API,
  eventSubject,
  inboxPrefix,
  permissionsOf,
  QUESTIONS,
  questionPattern,
  questionSubject,
  SERVICES,
  type ServiceName,
  streamOf,
  toBinary,
} from '@amparo/contracts'
import { type JsMsg, jetstream } from '@nats-io/jetstream'
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Broker, consumerOf, stateOf, useBroker } from './support/broker.ts'

const sources = SERVICES.filter(service => EVENTS.some(event => event.source === service))
const hearersOf = (source: ServiceName) =>
  SERVICES.filter(service => EVENTS.some(event => event.source === source && event.consumers.includes(service)))
const pairs = sources.flatMap(source => hearersOf(source).map(service => ({ source, service })))

/** Permission lists that a mistake has opened: what is then left is that each service is an account of its own. */
const opened = (config: string) =>
  config.replaceAll(
    /(SERVICE_\w+ \{[\s\S]*?permissions: )[\s\S]*? \} \} \}\]/g,
    '$1{ publish: { allow: [">"] }, subscribe: { allow: [">"] } } }]',
  )
const asInstalled = await useBroker()
const withoutLists = await useBroker(opened)

/** Each stream has events, and each consumer has one that it was given and has not acknowledged. */
async function fill(broker: Broker): Promise<Map<string, string>> {
  const acks = new Map<string, string>()
  for (const source of sources) {
    const js = jetstream(await broker.as(source))
    for (const event of EVENTS.filter(one => one.source === source)) await js.publish(eventSubject(event), 'an event')
  }
  for (const { source, service } of pairs) {
    const { consumers } = jetstream(await broker.as(service), { apiPrefix: EVENTS_API })
    const message = await (await consumers.get(streamOf(source), service)).next({ expires: 2_000 })
    acks.set(consumerOf(source, service), message ? ackSubjectOf(message) : '')
  }
  return acks
}

/** As the server parses it: `$JS.ACK.<stream>.<consumer>.<deliveries>.<stream seq>.<consumer seq>.<time>.<pending>`. */
const ackSubjectOf = ({ info }: JsMsg): string => {
  const { stream, consumer, deliveryCount, streamSequence, deliverySequence, timestampNanos, pending } = info
  return ['$JS.ACK', stream, consumer, deliveryCount, streamSequence, deliverySequence, timestampNanos, pending].join(
    '.',
  )
}

/** What a reply subject could have the server do: to streams, to consumers, in another's name. */
function replies(acks: ReadonlyMap<string, string>): string[] {
  const streams = [...sources.map(streamOf), 'EDGE_IN_XB']
  const calls = ['PURGE', 'DELETE', 'MSG.DELETE', 'UPDATE', 'CREATE', 'SNAPSHOT', 'LEADER.STEPDOWN']
  const consumers = pairs.map(({ source, service }) => consumerOf(source, service))
  return [
    ...['$JS.API', EVENTS_API].flatMap(api => [
      ...streams.flatMap(stream => calls.map(call => `${api}.STREAM.${call}.${stream}`)),
      ...consumers.flatMap(consumer =>
        ['DELETE', 'DURABLE.CREATE', 'CREATE', 'MSG.NEXT', 'PAUSE'].map(call => `${api}.CONSUMER.${call}.${consumer}`),
      ),
      ...SERVICES.map(service => `${api}.STREAM.CREATE.${service}`),
    ]),
    ...acks.values(),
    ...EVENTS.map(eventSubject),
  ]
}

describe.each([
  ['as installed', asInstalled],
  ['whose permission lists let everything through', withoutLists],
] as const)('On a server %s', (_, broker) => {
  let acks: Map<string, string>
  beforeAll(async () => {
    acks = await fill(broker)
    expect([...acks.values()].every(ack => ack.startsWith('$JS.ACK.'))).toBe(true)
    expect(Object.keys(await stateOf(broker.streams))).toHaveLength(sources.length + pairs.length)
  })
  /** Not what the service may do itself: it acknowledges its own, and publishes its own events. */
  const ofOthers = (service: ServiceName) => {
    const own = permissionsOf(service).publish.map(subject => subject.replace('>', ''))
    return replies(acks).filter(reply => !own.some(subject => reply.startsWith(subject)))
  }

  it.each(pairs)(
    '"no messages", asked for by $service of $source’s stream, does nothing where it is sent',
    async ({ source, service }) => {
      const before = withoutOwn(await stateOf(broker.streams), service)
      const connection = await broker.as(service)
      const next = `${EVENTS_API}.CONSUMER.MSG.NEXT.${consumerOf(source, service)}`
      for (const reply of ofOthers(service)) {
        // A request that cannot be read, and one for nothing: the server's answer to either has no body, as a deletion has none.
        connection.publish(next, '{"batch":-1', { reply })
        connection.publish(next, JSON.stringify({ batch: 1, expires: 1_000_000 }), { reply })
      }
      await connection.flush()
      await sleep(60)
      expect(withoutOwn(await stateOf(broker.streams), service)).toEqual(before)
    },
  )

  it.each(pairs)(
    'what is said of $service’s consumer on $source’s stream does nothing where it is sent',
    async ({ source, service }) => {
      const before = withoutOwn(await stateOf(broker.streams), service)
      const connection = await broker.as(service)
      const info = `${EVENTS_API}.CONSUMER.INFO.${consumerOf(source, service)}`
      for (const reply of ofOthers(service)) connection.publish(info, '', { reply })
      await connection.flush()
      await sleep(30)
      expect(withoutOwn(await stateOf(broker.streams), service)).toEqual(before)
    },
  )

  it.each(sources)('the acknowledgement of %s’s event does nothing where it is sent', async source => {
    const connection = await broker.as(source)
    const [event] = EVENTS.filter(one => one.source === source)
    const attempts = ofOthers(source)
    const stream = streamOf(source)
    const others = async () =>
      Object.fromEntries(Object.entries(await stateOf(broker.streams)).filter(([name]) => !name.startsWith(stream)))
    const before = await others()
    const { messages } = (await broker.streams.streams.info(stream)).state
    for (const reply of attempts) connection.publish(eventSubject(event ?? { type: '' }), 'x', { reply })
    await connection.flush()
    await jetstream(connection).publish(eventSubject(event ?? { type: '' }), 'the last one')
    // The server keeps none of those that name an acknowledgement as their reply.
    const kept = attempts.filter(reply => !reply.startsWith('$JS.ACK.')).length + 1
    expect((await broker.streams.streams.info(stream)).state.messages).toBe(messages + kept)
    expect(await others()).toEqual(before)
  })
})

/** Asking for more, a service moves its own consumers on. */
const withoutOwn = (state: Record<string, unknown>, service: ServiceName) =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !name.endsWith(` ${service}`)))

describe('A service that a mistake lets publish and hear everything', () => {
  it('hears nothing that others tell or ask each other', async () => {
    for (const spy of SERVICES) {
      const heard: string[] = []
      const connection = await withoutLists.as(spy)
      const listening = connection.subscribe('>', { callback: (_, message) => void heard.push(message.subject) })
      await connection.flush()
      for (const question of QUESTIONS.filter(one => one.answerer !== spy)) {
        const asker = question.askers.find(one => one !== spy)
        if (asker)
          (await withoutLists.as(asker)).publish(questionSubject(question, asker), 'x', { reply: `_INBOX_${asker}.x` })
      }
      for (const event of EVENTS.filter(one => one.source !== spy))
        await jetstream(await withoutLists.as(event.source)).publish(eventSubject(event), 'x')
      await connection.flush()
      await sleep(20)
      listening.unsubscribe()
      expect([spy, heard]).toEqual([spy, []])
    }
  })

  it('answers nothing in another’s place', async () => {
    const stop: (() => void)[] = []
    for (const service of SERVICES) {
      const connection = await withoutLists.as(service)
      const callback = (_: Error | null, message: Msg) => void message.respond(service)
      const answering = connection.subscribe(questionPattern(directoryHub), { queue: 'directory', callback })
      stop.push(() => answering.unsubscribe())
      await connection.flush()
    }
    for (const asker of directoryHub.askers) {
      const connection = await withoutLists.as(asker)
      for (let n = 0; n < 10; n++) {
        const answer = await connection.request(questionSubject(directoryHub, asker), '')
        // A service that answers itself deceives nobody else.
        expect(['directory', asker]).toContain(answer.string())
      }
    }
    for (const end of stop) end()
  })

  it('asks and tells nothing in another’s name', async () => {
    const reached: { at: string; from: string }[] = []
    const stop: (() => void)[] = []
    for (const at of SERVICES) {
      const connection = await withoutLists.as(at)
      const callback = (_: Error | null, message: Msg) => void reached.push({ at, from: message.string() })
      const listening = connection.subscribe('ask.>', { callback })
      stop.push(() => listening.unsubscribe())
      await connection.flush()
    }
    const before = await stateOf(withoutLists.streams)
    for (const liar of SERVICES) {
      const connection = await withoutLists.as(liar)
      for (const question of QUESTIONS)
        for (const asker of SERVICES)
          if (asker !== liar) connection.publish(questionSubject(question, asker), liar, { reply: `_INBOX_${liar}.x` })
      for (const event of EVENTS.filter(one => one.source !== liar)) connection.publish(eventSubject(event), liar)
      await connection.flush()
    }
    await sleep(50)
    for (const end of stop) end()
    // All of it stays in the account of the one who said it.
    expect(reached.length).toBeGreaterThan(100)
    expect(reached.filter(({ at, from }) => at !== from)).toEqual([])
    expect(await stateOf(withoutLists.streams)).toEqual(before)
  })
})

describe('A question', () => {
  const ask = (connection: NatsConnection, reply: string) =>
    connection.publish(
      questionSubject(append, 'redaction'),
      toBinary(AppendRequestSchema, create(AppendRequestSchema)),
      { reply },
    )

  it('that wants its answer somewhere else than in the asker’s own account gets none there', async () => {
    const audit = await asInstalled.service('audit')
    let asked = 0
    const answering = audit.answer(append, async () => {
      asked++
      return {}
    })
    await audit.connection.flush()
    const strangers: string[] = []
    for (const stranger of SERVICES.filter(service => service !== 'redaction')) {
      const connection = await asInstalled.as(stranger)
      connection.subscribe(`${inboxPrefix(stranger)}.>`, { callback: () => void strangers.push(stranger) })
      await connection.flush()
    }
    const before = await stateOf(asInstalled.streams)
    const redaction = await asInstalled.as('redaction')
    for (const service of SERVICES) ask(redaction, `${inboxPrefix(service)}.x`)
    for (const stream of sources.map(streamOf)) ask(redaction, `$JS.API.STREAM.DELETE.${stream}`)
    await redaction.flush()
    await sleep(50)
    await answering.stop()
    expect(asked).toBe(SERVICES.length + sources.length)
    expect(strangers).toEqual([])
    expect(await stateOf(asInstalled.streams)).toEqual(before)
  })

  it('that comes from the answerer’s own account is not answered: nobody has vouched for who asks', async () => {
    const audit = await withoutLists.service('audit')
    let asked = 0
    const answering = audit.answer(append, async () => {
      asked++
      return {}
    })
    await audit.connection.flush()
    ask(audit.connection, '$JS.API.STREAM.DELETE.EVT_CONSENT')
    ask(audit.connection, `${inboxPrefix('audit')}.x`)
    await audit.connection.flush()
    await sleep(50)
    await answering.stop()
    expect(asked).toBe(0)
  })
})

/** Last, for it deletes a stream. It shows that the requests above are the ones that work where nothing stands in the way. */
it('From within the account of the streams the same request deletes one: that no service is there is what holds', async () => {
  const inside = await withoutLists.as('provisioner')
  const nothing = `$JS.API.CONSUMER.MSG.NEXT.${consumerOf('referral', 'audit')}`
  inside.publish(nothing, '{"batch":-1', { reply: '$JS.API.STREAM.DELETE.EVT_CONSENT' })
  await inside.flush()
  await sleep(60)
  expect(Object.keys(await stateOf(withoutLists.streams))).not.toContain('EVT_CONSENT')
})
