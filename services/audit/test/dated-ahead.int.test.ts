import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action, encode, encodeEnvelope, eventSubject, referralEnded, timestampFromDate } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const policy = readFileSync(join(import.meta.dirname, '../policy/alerts.v1.json'), 'utf8')
const dir = tempDir('dated-ahead')
const [file, shipped] = [join(dir, 'alerts.json'), join(dir, 'shipped.json')]
writeFileSync(shipped, policy)
const { rules, ...more } = JSON.parse(policy) as { rules: { graceHours?: number }[] }
const atOnce = rules.map(rule => (rule.graceHours === undefined ? rule : { ...rule, graceHours: 0 }))
writeFileSync(file, JSON.stringify({ ...more, rules: atOnce, settleMinutes: 0 }))
afterAll(() => removeTempDir(dir))
const audit = await useAudit({ env: { AMPARO_ALERTS_FILE: file } })
const redaction = await audit.nats.as('redaction')
const referral = await audit.nats.as('referral')
let service: Awaited<ReturnType<typeof audit.start>>
beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
})

async function get<T>(path: string): Promise<T> {
  const token = await audit.issuer.token({ scope: 'audit:read audit:review' })
  const response = await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.status, path).toBe(200)
  return (await response.json()) as T
}
interface Shown {
  readonly id: string
  readonly action: string
  readonly code?: string
}
const search = async (query: string) => (await get<{ entries: Shown[] }>(`/entries?${query}`)).entries
const differing = async () => (await search('actions=desk_differs&limit=100')).map(({ code = '' }) => code)
interface Raised {
  readonly rule: string
  readonly userId?: string
}
const alerts = async () => (await get<{ alerts: Raised[] }>('/alerts?limit=200')).alerts
const alertsOf = async (userId: string) =>
  (await alerts()).filter(alert => alert.userId === userId).map(({ rule }) => rule)

/** As a service that was taken over, or whose clock is wrong. Answers the referral. */
let sent = 0n
async function endedAt(occurredAt: Date): Promise<string> {
  const referralId = randomUUID()
  const meta = { id: randomUUID(), aggregateId: referralId, aggregateVersion: 1, correlationId: randomUUID() }
  sent += 1n
  const event = encode(referralEnded, { referralId, state: 'closed' }, { ...meta, occurredAt })
  referral.connection.publish(eventSubject(referralEnded), encodeEnvelope(event, sent))
  await waitFor(async () => (await audit.entries()).some(({ entryId }) => entryId === meta.id))
  return referralId
}
async function brokenGlass(of: { readonly referralId?: string; readonly minutesAgo?: number } = {}): Promise<string> {
  const { referralId = randomUUID(), minutesAgo = 20 } = of
  const userId = randomUUID()
  const occurredAt = timestampFromDate(new Date(Date.now() - minutesAgo * 60_000))
  await appended(redaction, anEntry({ action: Action.GLASS_BROKEN, code: 'danger', userId, referralId, occurredAt }))
  return userId
}
/** As whoever has taken over the service or its role may. */
async function asService(statement: string): Promise<void> {
  const client = new Client({ connectionString: audit.env.AMPARO_DATABASE_URL ?? '' })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
async function restarted(change: string, env = {}): Promise<void> {
  await service.stop()
  await asService(change)
  service = await audit.start(env)
  await untilWriting(redaction)
}

describe('An entry that is dated ahead', () => {
  let userId: string
  let referralId: string

  test('does not hold up what stands behind it', async () => {
    referralId = await endedAt(new Date('2099-01-01'))
    userId = await brokenGlass()
    expect(await search(`referralId=${referralId}`)).toMatchObject([{ action: 'referral_ended' }])
    expect(await alertsOf(userId)).toContain('glass_unreviewed')
  })

  test('is put before auditors, once a service and day', async () => {
    const ahead = (await alerts()).filter(({ rule }) => rule === 'dated_ahead')
    expect(ahead).toMatchObject([{ referralId, says: { en: expect.stringContaining('dated 2099-01-01 00:00') } }])
  })

  test('ends a referral when the log takes it', async () => {
    const ended = { referralId: await endedAt(new Date('2099-01-01')) }
    const [before, after] = [await brokenGlass(ended), await brokenGlass({ ...ended, minutesAgo: 0 })]
    expect(await alertsOf(after)).toContain('after_closure')
    expect(await alertsOf(before)).not.toContain('after_closure')
  })

  test('is nothing that rules should not have gone over, once it has settled', async () => {
    await restarted(`delete from audit.projected where referral_id = '${referralId}'`)
    await expect.poll(differing).toContainEqual(expect.stringMatching(/^rows:/))
    expect(await differing()).toHaveLength(1)
  })

  test.each([
    ['which no calendar knows', '+010000-06-01T00:00:00Z'],
    ['which no database takes', '-100000-01-01T00:00:00Z'],
  ])('to a day %s cannot be read, and stops nothing', async (_, at) => {
    const unreadable = async () => (await search('actions=entry_unreadable&limit=100')).map(({ code }) => code)
    const known = await unreadable()
    await endedAt(new Date(at))
    const another = await brokenGlass()
    expect(await unreadable()).toEqual([...known, 'entry_malformed'])
    expect(await alertsOf(another)).toContain('glass_unreviewed')
  })

  test('but is while it is young', async () => {
    await endedAt(new Date('2099-01-01'))
    await search('limit=1')
    await restarted('update audit.sweep set next = (select next from audit.projection)', {
      AMPARO_ALERTS_FILE: shipped,
    })
    await expect.poll(differing).toContainEqual(expect.stringMatching(/^sweep:/))
  })
})
