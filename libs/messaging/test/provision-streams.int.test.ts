import { EVENTS, SERVICES, streamOf } from '@amparo/contracts'
import { type Nats, provisionStreams } from '@amparo/messaging'
import { useHubNats } from '@amparo/testing'
import { type JetStreamManager, StorageType } from '@nats-io/jetstream'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureStream, nanos, streamManager } from '../src/jetstream-setup.ts'
import { anAssignment, publish } from './support.ts'

const MB = 1024 ** 2

const hub = await useHubNats()
let admin: Nats
let manager: JetStreamManager
beforeAll(async () => {
  admin = await hub.as('admin')
  manager = await streamManager(admin)
})

const consumersOf = async (stream: string) => {
  const found = []
  for await (const { config } of manager.consumers.list(stream)) found.push(config)
  return found
}

describe('Provisioning of streams', () => {
  it('makes a stream for every source, kept in files, and a consumer for every service that hears of it', async () => {
    for (const source of SERVICES) {
      const heard = EVENTS.filter(event => event.source === source)
      if (heard.length === 0) continue
      const { config } = await manager.streams.info(streamOf(source))
      expect(config).toMatchObject({ storage: 'file', subjects: [`evt.${source}.>`] })
      const subjects = (await consumersOf(streamOf(source))).flatMap(consumer =>
        (consumer.filter_subjects ?? []).map(subject => `${consumer.durable_name} ${subject}`),
      )
      const contracted = heard.flatMap(event => event.consumers.map(consumer => `${consumer} evt.${event.type}`))
      expect(subjects.sort()).toEqual(contracted.sort())
    }
  })

  it('brings back what was changed, and keeps what the consumers have done', async () => {
    await manager.consumers.update(streamOf('referral'), 'audit', {
      filter_subjects: ['evt.referral.x'],
      max_ack_pending: 1,
    })
    await manager.streams.update(streamOf('referral'), { max_age: nanos(60_000 * 60) })
    const before = (await manager.consumers.info(streamOf('referral'), 'audit')).created
    await provisionStreams(admin)
    const after = await manager.consumers.info(streamOf('referral'), 'audit')
    expect(after.created).toBe(before)
    expect(after.config).toMatchObject({
      filter_subjects: ['assigned', 'escalated', 'taken-over', 'ended', 'uses-moved'].map(
        news => `evt.referral.${news}.v1`,
      ),
      max_ack_pending: 1_000,
    })
  })

  it('takes over another bound, also a smaller one than what a stream holds', async () => {
    const stream = () => manager.streams.info(streamOf('referral'))
    const bound = (await stream()).config.max_bytes
    const nats = await hub.as('referral')
    for (let n = 0; n < 20; n++) await publish(nats, anAssignment(), new Uint8Array(MB / 2))
    expect((await stream()).state.bytes).toBeGreaterThan(9 * MB)
    await provisionStreams(admin, { eventBytes: 32 * MB })
    const { config, state } = await stream()
    expect(config.max_bytes).toBeLessThan(5 * MB)
    expect(state.bytes).toBeLessThanOrEqual(config.max_bytes)
    await provisionStreams(admin)
    expect((await stream()).config.max_bytes).toBe(bound)
  })

  it('says for which stream there is no room', async () => {
    await expect(provisionStreams(admin, { eventBytes: 8192 * MB })).rejects.toMatchObject({
      name: 'SetupRefused',
      message: expect.stringMatching(/EVT_\w+ of \d+ bytes on 1: insufficient storage/),
    })
    await provisionStreams(admin)
  })

  it('fails when the server drops a setting without a word', async () => {
    const wanted = { name: 'TRIAL', subjects: ['trial'], storage: StorageType.File, not_known_to_any_server: true }
    await expect(ensureStream(manager, wanted)).rejects.toMatchObject({
      name: 'SetupMismatch',
      message: expect.stringContaining('not_known_to_any_server'),
    })
  })

  it('is not for services', async () => {
    await expect(provisionStreams(await hub.as('referral'))).rejects.toThrow()
  })
})
