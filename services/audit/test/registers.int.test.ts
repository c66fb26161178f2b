import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const auditor = { scope: 'audit:read audit:review', sub: randomUUID(), agency: 'xa-ombudsman' }
let url: string
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
})

interface Line {
  id: string
  code?: string
  closed: boolean
  clocks: { clock: string; says?: object; dueAt: string; stoppedAt?: string; late: boolean }[]
  steps: { step: string }[]
}
async function call<T>(method: string, path: string, body?: object, key: string = randomUUID()) {
  const token = await audit.issuer.token(auditor)
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const open = async (change: object = {}) => {
  const asked = { kind: 'wrong_recipient', knownAt: hoursAgo(80), ...change }
  return (await call<Line>('POST', '/registers/breach', asked)).body
}
const take = (id: string, step: string) => call<Line>('POST', `/register-lines/${id}/steps`, { step })
const list = async (query = '') =>
  (await call<{ lines: Line[]; next?: string }>('GET', `/registers/breach?${query}`)).body

describe('A breach', () => {
  test('is opened with clocks that run since it was known, stopped step by step, and closed', async () => {
    const line = await open()
    const late = Object.fromEntries(line.clocks.map(({ clock, late }) => [clock, late]))
    expect(line.clocks[1]?.says).toMatchObject({ en: 'To notify the authority' })
    expect(late).toEqual({ contain: true, notify_authority: true, tell_persons: false })
    expect((await list()).lines.map(({ id }) => id)).toContain(line.id)
    const early = await take(line.id, 'closed')
    expect([early.status, early.body.code]).toEqual([409, 'register_clock_runs'])
    for (const step of ['contained', 'authority_notified', 'persons_need_not_know']) {
      expect((await take(line.id, step)).status).toBe(200)
    }
    const closed = await take(line.id, 'closed')
    expect(closed.body).toMatchObject({ closed: true })
    expect(closed.body.clocks.every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true)
    expect((await list()).lines.map(({ id }) => id)).not.toContain(line.id)
    expect((await list('state=closed')).lines.map(({ id }) => id)).toContain(line.id)
    expect((await take(line.id, 'contained')).body.code).toBe('register_closed')
  })

  test('is in the log with each of its steps, and never changed', async () => {
    const { id } = await open({ kind: 'lost_device' })
    await take(id, 'contained')
    const path = `/entries?userId=${auditor.sub}&actions=register_opened,register_moved&limit=2`
    const { body } = await call<{ entries: { code: string }[] }>('GET', path)
    expect(body.entries.map(({ code }) => code)).toEqual(['breach:contained', 'breach:lost_device'])
    for (const table of ['register_line', 'register_step'])
      await expect(audit.sql(`delete from audit.${table}`)).rejects.toThrow('append-only')
  })

  test('is opened once by a request that comes twice; of two steps at once one is taken', async () => {
    const asked = { kind: 'data_lost', knownAt: hoursAgo(1) }
    const key = randomUUID()
    const twice = [
      await call<Line>('POST', '/registers/breach', asked, key),
      await call<Line>('POST', '/registers/breach', asked, key),
    ]
    expect(twice[0]?.body.id).toBe(twice[1]?.body.id)
    const id = twice[0]?.body.id ?? ''
    const both = await Promise.all([take(id, 'contained'), take(id, 'persons_told')])
    const codes = both.map(({ status, body }) => (status === 200 ? 'taken' : body.code))
    expect(codes).toContain('taken')
    expect(codes.filter(code => code !== 'taken').every(code => code === 'register_moved_on')).toBe(true)
  })

  test.each([
    [{ kind: 'aliens' }, 'register_kind_unknown'],
    [{ knownAt: new Date(Date.now() + 3_600_000).toISOString() }, 'register_known_ahead'],
    [{ agencyId: 'Maria Example' }, 'request_invalid'],
    [{ note: 'Maria Example' }, 'request_invalid'],
  ])('is not opened with %j', async (change, code) => {
    expect(await open(change)).toMatchObject({ code })
  })
})

test('A register is read page by page, each line once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.push((await open()).id)
  const seen: string[] = []
  let next: string | undefined = ''
  while (next !== undefined) {
    const page = await list(`limit=2${next && `&cursor=${next}`}`)
    seen.push(...page.lines.map(({ id }) => id))
    next = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.filter(id => ids.includes(id))).toEqual(ids.toReversed())
})
