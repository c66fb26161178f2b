import { randomUUID } from 'node:crypto'
import { decodeEnvelope, encodeEnvelope, eventSubject, referralAssigned } from '@amparo/contracts'
import { createLog } from '@amparo/observability'
import { storeErrors } from '@amparo/store'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Delivery, deliver } from '../src/deliver.ts'
import { on } from '../src/subscriber.ts'
import { anAssignment } from './support.ts'

/** As pino numbers it. */
const ERROR = 50
let delays: number[] = []
let lines: { level: number; message: string; attempt?: number; error?: { code: string } }[] = []
beforeEach(() => {
  lines = []
  delays = []
})
const log = createLog({
  ...{ service: 'audit', hub: 'XA', level: 'debug' },
  stream: { write: line => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
})
const alarms = () => lines.filter(line => line.message === 'event.stuck')

/** Delivered so often to one instance. Answers what the broker was told. */
async function delivered(times: number, fails: () => unknown, { after = '', covered = [] as string[] } = {}) {
  const event = anAssignment()
  const [data, told] = [encodeEnvelope(event, 1n), [] as string[]]
  const settle = (how: string) => (ms?: number) => {
    told.push(how)
    if (how === 'nak') delays.push(ms ?? 0)
  }
  const store = {
    service: 'audit',
    inbox: { covered: async () => covered },
    run: () => Promise.reject(fails()),
  } as unknown as Delivery['store']
  const subscribers = new Map([[event.type, on(referralAssigned, async () => {})]])
  const delivery: Delivery = { store, source: 'referral', subscribers, log, failures: new Map() }
  for (let deliveryCount = 1; deliveryCount <= times; deliveryCount++) {
    const message = {
      ...{ seq: 7, subject: eventSubject(event), data, info: { deliveryCount } },
      headers: { get: () => after },
      ...{ ack: settle('ack'), nak: settle('nak'), term: settle('term'), working: () => {} },
    } as unknown as Parameters<typeof deliver>[0]
    await deliver(message, decodeEnvelope(data), delivery)
  }
  return told
}

describe('An event that is tried again and again', () => {
  it('by mistake alarms whoever runs the hub after half a minute, then each hour, and is never given up', async () => {
    const told = await delivered(130, () => new TypeError('undefined is not a function'))
    expect(new Set(told)).toEqual(new Set(['nak']))
    expect(alarms().map(({ level, attempt }) => [level, attempt])).toEqual([
      [ERROR, 6],
      [ERROR, 66],
      [ERROR, 126],
    ])
  })

  it('for want of a service alarms once that lasts longer than anything is waited for', async () => {
    await delivered(1_800, () => storeErrors.database_unavailable())
    expect(alarms().map(({ level, attempt, error }) => [level, attempt, error?.code])).toEqual([
      [ERROR, 960, 'database_unavailable'],
      [ERROR, 1_760, 'database_unavailable'],
    ])
  })

  it('is tried again within seconds once what is away is back, and within a minute after a mistake', async () => {
    await delivered(20, () => storeErrors.database_unavailable())
    expect(Math.max(...delays)).toBeLessThanOrEqual(5_000)
    await delivered(20, () => new TypeError('undefined is not a function'))
    expect(Math.max(...delays)).toBeGreaterThan(40_000)
  })

  it('because none has come that it follows alarms too', async () => {
    const after = `audit=${randomUUID()}`
    expect(new Set(await delivered(721, () => new Error('not asked'), { after }))).toEqual(new Set(['nak']))
    expect(alarms().map(({ level, attempt }) => [level, attempt])).toEqual([
      [ERROR, 360],
      [ERROR, 720],
    ])
  })
})
