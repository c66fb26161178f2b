import { EVENTS, SERVICES, streamOf } from '@amparo/contracts'
import { type Nats, provisionStreams } from '@amparo/messaging'
import { useHubNats } from '@amparo/testing'
import { type JetStreamManager, StorageType } from '@nats-io/jetstream'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureStream, nanos, streamManager } from '../src/jetstream-setup.ts'

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
