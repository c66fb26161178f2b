import { randomUUID } from 'node:crypto'
import {
  Action,
  encode,
  encodeEnvelope,
  eventSubject,
  keysChanged,
  referralAssigned,
  referralEnded,
  referralEscalated,
  usesMoved,
} from '@amparo/contracts'
import { waitFor } from '@amparo/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { type RunningProcess, untilWriting, useAudit } from './support.ts'

const GAP_SECONDS = 2
const audit = await useAudit({ env: { AMPARO_LOG_GAP_MINUTES: String(GAP_SECONDS / 60) } })
const [redaction, referral, directory] = [
  await audit.nats.as('redaction'),
  await audit.nats.as('referral'),
  await audit.nats.as('directory'),
]
let service: RunningProcess
beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
})

const meta = () => {
  const id = randomUUID()
  return { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: id }
}
/** Past outbox and relay, as its source; answers the entry's id. */
async function tell(number: number, epoch: number): Promise<string> {
  const event = encode(referralEnded, { referralId: randomUUID(), state: 'closed' }, meta())
  const bytes = encodeEnvelope(event, 1n, { epoch, number })
  await referral.connection.request(eventSubject(event), bytes)
  return event.id
}
const inLog = async (epoch: number, source = 'referral') =>
  (
    await audit.sql<{ number: string; id: string }>(
      `select log_number as number, entry_id as id from audit.leaf
        where source = $1 and log_epoch = $2 order by index`,
      [source, epoch],
    )
  ).map(({ number, id }) => ({ number: Number(number), id }))
const numbersOf = async (epoch: number) => (await inLog(epoch)).map(({ number }) => number)
const until = (epoch: number, numbers: readonly number[]) => expect.poll(() => numbersOf(epoch)).toEqual(numbers)
const faults = async (action: Action) =>
  (await audit.entries()).filter(entry => entry.action === action).map(({ code }) => code)

describe('What a source has numbered', () => {
  const [first, later] = [1_790_000_000_000, 1_790_000_000_001]

  test('goes into the log in the order of its numbers, however it comes', async () => {
    const ids = new Map<number, string>()
    for (const number of [3, 1, 2]) ids.set(number, await tell(number, first))
    await until(first, [1, 2, 3])
    expect(await inLog(first)).toEqual([1, 2, 3].map(number => ({ number, id: ids.get(number) })))
    expect(await faults(Action.SOURCE_GAP)).toEqual([])
  })

  test('is held while one before it is missing, which is then an entry of its own; and what comes late is taken', async () => {
    const began = Date.now()
    await tell(6, first)
    await waitFor(async () => (await numbersOf(first)).includes(6))
    expect(Date.now() - began).toBeGreaterThanOrEqual(GAP_SECONDS * 1_000)
    expect(await faults(Action.SOURCE_GAP)).toEqual([`referral:${first}:4:5`])
    await tell(5, first)
    await until(first, [1, 2, 3, 6, 5])
    await tell(7, first)
    await until(first, [1, 2, 3, 6, 5, 7])
    expect(await faults(Action.SOURCE_GAP)).toHaveLength(1)
  })

  test('is not taken when its number stands for another entry, and that is one of its own', async () => {
    const forged = await tell(7, first)
    await waitFor(async () => (await faults(Action.SOURCE_FORKED)).length > 0)
    expect(await faults(Action.SOURCE_FORKED)).toEqual([`referral:${first}:7`])
    expect((await inLog(first)).some(({ id }) => id === forged)).toBe(false)
    await tell(8, first)
    await until(first, [1, 2, 3, 6, 5, 7, 8])
  })

  test('counts anew after a restore, and that is an entry before its first one', async () => {
    await tell(1, later)
    await tell(2, later)
    await until(later, [1, 2])
    expect(await faults(Action.SOURCE_RESTARTED)).toEqual([`referral:${later}:${first}:8`])
    const order = (await audit.entries()).map(({ action }) => action)
    expect(order.indexOf(Action.SOURCE_RESTARTED)).toBeLessThan(order.length - 2)
  })

  test('goes on where it was after a kill, with what was missing then', async () => {
    await service.kill()
    service = await audit.start()
    await tell(3, later)
    await until(later, [1, 2, 3])
    await tell(4, first)
    await until(first, [1, 2, 3, 6, 5, 7, 8, 4])
    await tell(9, first)
    await until(first, [1, 2, 3, 6, 5, 7, 8, 4, 9])
    expect(await faults(Action.SOURCE_GAP)).toHaveLength(1)
    expect(await faults(Action.SOURCE_RESTARTED)).toHaveLength(1)
  })
})

test('Of an event that is several entries the last one bears the number', async () => {
  const change = (fingerprint: string) => ({ fingerprint, hub: 'XA', agencyId: '', use: 'seal', what: 'named' })
  const event = encode(keysChanged, { version: 7n, changes: [change('AA'), change('BB')] }, meta())
  const epoch = 1_790_000_000_000
  directory.connection.publish(eventSubject(event), encodeEnvelope(event, 1n, { epoch, number: 1 }))
  await waitFor(async () => (await inLog(epoch, 'directory')).length > 0)
  const changes = (await audit.entries()).filter(({ action }) => action === Action.KEY_CHANGED)
  expect(changes.map(({ code }) => code)).toEqual(['seal.named:AA', 'seal.named:BB'])
  expect(await inLog(epoch, 'directory')).toEqual([{ number: 1, id: changes[1]?.entryId }])
})

describe('What a service tells that could name somebody', () => {
  const epoch = 1_790_000_000_002
  const NAME = 'Maria Example'
  const [referralId, agencyId, userId] = [randomUUID(), randomUUID(), randomUUID()]
  const [by, to] = [
    { hub: 'XA', agencyId },
    { hub: 'XB', agencyId },
  ]
  const actor = { userId, acr: 'urn:amparo:acr:mfa', scope: 'referral:decide', roles: ['caseworker'] }
  const assigned = { referralId, agencyId, userId, byUserId: userId, actor }
  const escalated = { referralId, deadline: 'acknowledge', kind: 'offer-next', agencyId }
  const use = { referralId, step: 'permit-use', about: 'export:as-asked', by, to, userId, actor }
  const telling: [string, ReturnType<typeof encode>][] = [
    ['a state', encode(referralEnded, { referralId, state: NAME }, meta())],
    [
      'the chain it is part of',
      encode(referralEnded, { referralId, state: 'closed' }, { ...meta(), correlationId: NAME }),
    ],
    ['a referral that is none', encode(referralEnded, { referralId: 'maria', state: 'closed' }, meta())],
    ['an agency', encode(referralAssigned, { ...assigned, agencyId: NAME }, meta())],
    ['a role', encode(referralAssigned, { ...assigned, actor: { ...actor, roles: [NAME] } }, meta())],
    ['who is assigned, by a login', encode(referralAssigned, { ...assigned, userId: 'maria' }, meta())],
    [
      'whose assignment ended, beside one that is well',
      encode(referralAssigned, { ...assigned, endedUserId: NAME }, meta()),
    ],
    ['a deadline', encode(referralEscalated, { ...escalated, deadline: NAME }, meta())],
    ['what it was about', encode(usesMoved, { ...use, about: NAME }, meta())],
    ['the agency of another hub', encode(usesMoved, { ...use, to: { hub: 'XB', agencyId: NAME } }, meta())],
  ]
  const publish = (event: ReturnType<typeof encode>, number: number) =>
    referral.connection.request(eventSubject(event), encodeEnvelope(event, 1n, { epoch, number }))
  const leaves = async () => (await audit.sql<{ n: number }>('select count(*)::int as n from audit.leaf'))[0]?.n

  test.each(telling)('by %s leaves no entry, and the log says why without it', async (_, event) => {
    const before = await leaves()
    await publish(event, 1)
    const kept = () => audit.sql<{ code: string }>('select code from audit.dead_letter where event_id = $1', [event.id])
    await expect.poll(kept).toEqual([{ code: 'log_entry_invalid' }])
    expect(await leaves()).toBe(before)
    const line = () =>
      service
        .logged()
        .split('\n')
        .filter(one => one.includes(event.id))
    await expect.poll(line).toEqual([expect.stringContaining('"code":"log_entry_invalid"')])
    expect(service.logged()).not.toMatch(/maria/i)
  })

  test('is missing as any entry that did not come, and what comes after it is in the log', async () => {
    const after = [encode(referralEscalated, escalated, meta()), encode(usesMoved, use, meta())]
    for (const [i, event] of after.entries()) {
      await publish(event, i + 2)
      await waitFor(async () => (await numbersOf(epoch)).includes(i + 2))
    }
    expect(await faults(Action.SOURCE_GAP)).toContain(`referral:${epoch}:1:1`)
    const codes = (await audit.entries()).filter(
      entry => after.some(({ id }) => id === entry.entryId) || entry.referralId === referralId,
    )
    expect(codes.map(({ code }) => code)).toEqual(['acknowledge/offer-next', 'export:as-asked'])
  })
})

test('No second leaf of one number is kept, not even past all grants', async () => {
  await expect(
    audit.sql(
      `insert into audit.leaf select (select max(index) + 1 from audit.leaf), gen_random_uuid(), record, leaf_hash, source, sequence + 1000,
         taken_at, actor, actor_salt, subject, subject_salt, actor_key, subject_key, log_epoch, log_number
         from audit.leaf where log_number = 1 limit 1`,
    ),
  ).rejects.toThrow(/leaf_log_number/)
})
