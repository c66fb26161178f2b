import { createHmac, randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { beforeAll, describe, expect, test } from 'vitest'
import { redate } from './aged.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const auditor = { scope: 'audit:read audit:review', sub: randomUUID(), agency: 'xa-ombudsman' }
const PERIOD = '2026-01'
/** Accesses of the auditor's own, who works for an agency too; of that agency there are no others, so that they are drawn. */
const own = Array.from({ length: 2 }, () =>
  anEntry({ userId: auditor.sub, agency: { hub: 'XA', agencyId: 'xa-clinic' } }),
)
const ahead = anEntry({ action: Action.DISCLOSURE_DENIED })
let url: string
/** So many leaves the log had when the month ended. */
let taken: number
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
  const looks = [...Array.from({ length: 60 }, () => anEntry()), ...own]
  await appended(redaction, ahead)
  await Promise.all(looks.map(entry => appended(redaction, entry)))
  // In a month that is over.
  const then = new Date('2026-01-15')
  await redate(
    audit,
    (await audit.entries()).filter(({ action }) => action === Action.VIEW_OPENED).map(({ entryId }) => entryId),
    () => then,
  )
  // Dated ahead when it was written: after the month had ended.
  await redate(audit, [ahead.entryId ?? ''], () => new Date('2026-03-01'))
  await audit.sql('alter table audit.leaf disable trigger user')
  taken = (await audit.sql(`update audit.leaf set taken_at = '2026-01-15' returning index`)).length
  await audit.sql('alter table audit.leaf enable trigger user')
  await call('GET', '/entries')
})

interface Sample {
  code?: string
  seed: { size: number; root: string }
  population: number
  items: { entryId: string; review?: { finding: string }; entry?: { id: string; action: string } }[]
  samples?: object[]
  left: number
}
async function call(method: string, path: string, body?: object, by = auditor) {
  const token = await audit.issuer.token(by)
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Sample }
}

describe('A sample of a month', () => {
  test('is drawn once, from a root of the log, so that whoever has the log draws the same', async () => {
    const [first, second] = await Promise.all([
      call('POST', '/samples', { period: PERIOD }),
      call('POST', '/samples', { period: PERIOD }),
    ])
    const { seed, items, population, left } = first.body
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    expect(left).toBe(items.length)
    expect(taken).toBeGreaterThan(60)
    expect(seed.size).toBe(taken)
    const rows = await audit.sql<{ entry_id: string; agency_id: string }>(
      `select entry_id, agency_id from audit.projected where occurred_at = '2026-01-15' and action = 'view_opened'`,
    )
    expect(population).toBe(rows.length)
    const lot = (id: string) =>
      createHmac('sha256', Buffer.from(seed.root, 'hex')).update(`${PERIOD}/${id}`).digest('hex')
    for (const agency of ['xa-shelter', 'xa-clinic']) {
      const ids = rows.filter(row => row.agency_id === agency).map(row => row.entry_id)
      const lowest = ids.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1))
      const drawn = items.map(({ entryId }) => entryId).filter(id => ids.includes(id))
      expect(drawn.toSorted()).toEqual(lowest.slice(0, drawn.length).toSorted())
      expect(drawn.length).toBeGreaterThan(1)
    }
  })

  test('is reviewed item by item, each once, and each review is in the log', async () => {
    const { body } = await call('POST', '/samples', { period: PERIOD })
    const item = body.items.find(({ entryId }) => own.every(one => one.entryId !== entryId))
    const path = `/samples/${PERIOD}/items/${item?.entryId}/review`
    const both = await Promise.all(['in_order', 'by_mistake'].map(finding => call('POST', path, { finding })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const shown = (await call('GET', `/samples/${PERIOD}`)).body
    expect(shown.left).toBe(body.left - 1)
    // Who reviews sees what was done; what was kept of a request that may be repeated has no access in it.
    expect(shown.items.every(one => one.entry?.id === one.entryId && one.entry.action === 'view_opened')).toBe(true)
    expect(body.items.every(({ entry }) => entry === undefined)).toBe(true)
    expect((await call('GET', '/samples')).body.samples).toMatchObject([
      { period: PERIOD, population: body.population, drawn: body.items.length, left: body.left - 1 },
    ])
    await call('GET', '/entries')
    const logged = await audit.sql<{ code: string }>(
      `select code from audit.projected where action = 'sample_reviewed' and user_id = $1`,
      [auditor.sub],
    )
    expect(logged.map(({ code }) => code)).toContain(`${PERIOD}:${both[0]?.status === 200 ? 'in_order' : 'by_mistake'}`)
    expect(
      (await call('POST', `/samples/${PERIOD}/items/${randomUUID()}/review`, { finding: 'in_order' })).status,
    ).toBe(404)
  })

  test('is reviewed by nobody who made the access; another auditor does', async () => {
    const { body } = await call('POST', '/samples', { period: PERIOD })
    const item = body.items.find(({ entryId }) => own.some(one => one.entryId === entryId))
    const path = `/samples/${PERIOD}/items/${item?.entryId}/review`
    const refused = await call('POST', path, { finding: 'in_order' })
    expect([refused.status, refused.body.code]).toEqual([403, 'sample_of_oneself'])
    const another = { ...auditor, sub: randomUUID() }
    expect((await call('POST', path, { finding: 'in_order' }, another)).status).toBe(200)
  })

  test('is not drawn before the month is over, nor of what is no month', async () => {
    const now = new Date().toISOString().slice(0, 7)
    expect((await call('POST', '/samples', { period: now })).body.code).toBe('sample_too_early')
    expect((await call('POST', '/samples', { period: '2026-13' })).status).toBe(400)
    expect((await call('GET', '/samples/2025-12')).status).toBe(404)
  })

  test('is never changed', async () => {
    for (const table of ['sample', 'sample_item', 'sample_review'])
      await expect(audit.sql(`truncate audit.${table} cascade`)).rejects.toThrow('append-only')
  })
})
