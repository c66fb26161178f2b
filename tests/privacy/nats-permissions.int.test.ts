import { EVENTS, inboxPrefix, permissionsOf, QUESTIONS, questionPattern, SERVICES, streamOf } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { PEERS, useBroker } from './support/broker.ts'
import { refusedToListen, refusedToPublish } from './support/refusals.ts'

const broker = await useBroker()
const sources = SERVICES.filter(service => EVENTS.some(event => event.source === service))
const concrete = (subject: string) => subject.replace('>', '1.1.1.1.0')

/** JetStream's whole API, for every stream and every consumer, by either name. */
const api = ['$JS.API', 'events.api'].flatMap(prefix => [
  ...['INFO', 'STREAM.NAMES', 'STREAM.LIST', 'STREAM.CREATE.OWN'].map(call => `${prefix}.${call}`),
  ...sources
    .map(streamOf)
    .flatMap(stream => [
      ...['CREATE', 'UPDATE', 'DELETE', 'PURGE', 'INFO', 'MSG.GET', 'MSG.DELETE', 'SNAPSHOT', 'RESTORE'].map(
        call => `${prefix}.STREAM.${call}.${stream}`,
      ),
      ...[`DIRECT.GET.${stream}`, `CONSUMER.CREATE.${stream}`, `CONSUMER.LIST.${stream}`].map(c => `${prefix}.${c}`),
      ...SERVICES.flatMap(service =>
        ['CREATE', 'DURABLE.CREATE', 'DELETE', 'INFO', 'MSG.NEXT'].map(
          call => `${prefix}.CONSUMER.${call}.${stream}.${service}`,
        ),
      ),
    ]),
])

/** Every subject that means something to anybody. */
const meaningful = [
  ...SERVICES.flatMap(service => permissionsOf(service).publish.map(concrete)),
  ...SERVICES.map(service => `${inboxPrefix(service)}.x`),
  ...QUESTIONS.flatMap(question => SERVICES.map(asker => `ask.${question.name}.${asker}`)),
  ...sources.flatMap(source => SERVICES.map(service => `$JS.ACK.${streamOf(source)}.${service}.1.1.1.1.0`)),
  ...api,
  ...PEERS.map(peer => `edge.in.${peer}`),
  ...['_R_.x.y', '$SYS.REQ.SERVER.PING', '$SYS.REQ.ACCOUNT.EVENTS.CONNZ', 'anything'],
]
const audible = [
  ...SERVICES.map(service => `${inboxPrefix(service)}.>`),
  ...QUESTIONS.map(questionPattern),
  ...EVENTS.map(event => `evt.${event.type}`),
  ...sources.map(source => `evt.${source}.>`),
  ...[
    '>',
    '*',
    'ask.>',
    'evt.>',
    '_INBOX.>',
    '_R_.>',
    '$JS.>',
    '$JS.ACK.>',
    '$JS.EVENT.>',
    '$SYS.>',
    'events.>',
    'edge.>',
  ],
]

describe.each(SERVICES)('%s', service => {
  const { publish, subscribe } = permissionsOf(service)
  const own = new Set([...publish.map(concrete)])
  const forbidden = [...new Set(meaningful)].filter(subject => !own.has(subject))

  it(`is let publish its ${own.size} subjects, and none of all others: others' events, questions, inboxes, consumers`, async () => {
    const connection = await broker.as(service)
    expect(await refusedToPublish(connection, [...own])).toEqual([])
    expect(await refusedToPublish(connection, forbidden)).toEqual(forbidden)
    expect(forbidden.length).toBeGreaterThan(400)
  })

  it('hears its own inbox and what it is asked, and nothing else, whichever queue group it names', async () => {
    const connection = await broker.as(service)
    const others = audible.filter(subject => !subscribe.includes(subject))
    expect(await refusedToListen(connection, subscribe)).toEqual([])
    expect(await refusedToListen(connection, others)).toEqual(others)
    for (const answerer of SERVICES) {
      const asked = QUESTIONS.filter(question => question.answerer === answerer).map(questionPattern)
      const expected = answerer === service ? [] : asked
      expect(await refusedToListen(connection, asked, answerer)).toEqual(expected)
    }
  })
})

it('The lists above leave out no service, event or question', () => {
  expect(sources).toEqual(['accounts', 'directory', 'referral', 'consent', 'redaction', 'exchange'])
  expect(meaningful).toEqual(expect.arrayContaining(EVENTS.map(event => `evt.${event.type}`)))
  expect(QUESTIONS.length).toBeGreaterThan(10)
})

describe.each(PEERS)('The peer hub %s', peer => {
  it('publishes on its own way in, and on nothing else of this server', async () => {
    const connection = await broker.atTheEdge(peer)
    const forbidden = [...new Set(meaningful)].filter(subject => subject !== `edge.in.${peer}`)
    expect(await refusedToPublish(connection, [`edge.in.${peer}`])).toEqual([])
    expect(await refusedToPublish(connection, forbidden)).toEqual(forbidden)
  })

  it('listens to nothing', async () => {
    expect(await refusedToListen(await broker.atTheEdge(peer), audible)).toEqual(audible)
  })
})

describe('Who makes the streams', () => {
  it('of events may use JetStream’s API, and speaks and hears nothing else', async () => {
    const provisioner = await broker.as('provisioner')
    const speech = meaningful.filter(subject => !subject.startsWith('$JS.API.'))
    expect(await refusedToPublish(provisioner, speech)).toEqual(speech)
    expect(await refusedToListen(provisioner, audible)).toEqual(audible)
  })

  it('of events sees none of the edge’s, nor the other way round', async () => {
    expect((await broker.streams.streams.names().next()).sort()).toEqual(sources.map(streamOf).sort())
    expect((await broker.edgeStreams.streams.names().next()).sort()).toEqual(['EDGE_IN_XB', 'EDGE_IN_XC'])
  })

  it('cannot empty them: that is shut for everybody', async () => {
    for (const source of sources) await expect(broker.streams.streams.purge(streamOf(source))).rejects.toThrow(/purge/)
    for (const peer of PEERS) await expect(broker.edgeStreams.streams.purge(`EDGE_IN_${peer}`)).rejects.toThrow(/purge/)
  })
})
