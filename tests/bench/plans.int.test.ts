import { fileURLToPath } from 'node:url'
import { useHubDatabase } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDeadlines } from '../../services/referral/src/store/deadlines.ts'
import { linksOf } from '../../services/referral/src/store/links.ts'
import { type ListFilter, listReferrals } from '../../services/referral/src/store/list.ts'
import { BUSY, fill, IN_HANDS, USER } from './support/fill.ts'
import { lists } from './support/lists.ts'
import { serveLists } from './support/service.ts'

const COUNT = 100_000
const LIMIT = 25

const database = await useHubDatabase({
  services: { referral: fileURLToPath(new URL('../../services/referral/migrations', import.meta.url)) },
})
const admin = new Client({ connectionString: database.superuserUrl })
const service = await serveLists(database.services['referral'] ?? '')

beforeAll(async () => {
  await admin.connect()
  await fill(admin, COUNT)
}, 180_000)
afterAll(async () => {
  await service.stop()
  await admin.end()
})

interface Plan {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Relation Name'?: string
  Plans?: Plan[]
}

/** The statement that the service makes, as the database carries it out. */
async function planOf(list: (sql: Explaining) => Promise<unknown>): Promise<Plan[]> {
  const roots: Plan[] = []
  await list(async (text, params = []) => {
    const { rows } = await admin.query(`explain (analyze, format json) ${text}`, [...params])
    roots.push(rows[0]['QUERY PLAN'][0].Plan)
    return []
  })
  return roots.flatMap(nodes)
}
type Explaining = <R extends object>(text: string, params?: readonly unknown[]) => Promise<R[]>
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

/** Rows that were looked at, shown or not. */
const touched = (plan: Plan[]): number =>
  Math.max(
    ...plan.map(node => ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']),
  )

const everything: ListFilter = {
  ...{ hub: BUSY.hub, agencyId: BUSY.agencyId, box: 'inbox', limit: LIMIT + 1, mine: false, fallback: false },
  ...{ status: undefined, state: undefined, protocol: undefined, priority: undefined, service: undefined },
  ...{ assigned: undefined, overdueAt: undefined, since: undefined, after: undefined },
}
const far = async (box: 'to' | 'from') =>
  (
    await admin.query(
      `select submitted_at as at, id from referral where ${box}_agency = $1 order by submitted_at desc, id desc offset 5000 limit 1`,
      [BUSY.agencyId],
    )
  ).rows[0]
const week = () => new Date(Date.now() - 7 * 24 * 3_600_000)

const REFERRALS: [string, () => Promise<Partial<ListFilter>> | Partial<ListFilter>, number][] = [
  ['the inbox', () => ({}), 1],
  ['the inbox, 200 pages on', async () => ({ after: await far('to') }), 1],
  ['what waits for us', () => ({ mine: true }), 1],
  ['what nobody has', () => ({ assigned: 'none' }), 1],
  ['what I have', () => ({ assigned: { userId: USER } }), 8],
  ['a status', () => ({ status: 'on-hold' }), 1],
  ['a state', () => ({ state: 'acknowledged' }), 1],
  ['a priority', () => ({ priority: 'emergency' }), 1],
  ['a status and a priority', () => ({ status: 'in-progress', priority: 'emergency' }), 25],
  ['a service', () => ({ service: 'housing' }), 25],
  ['what is overdue', () => ({ overdueAt: new Date() }), 1],
  ['the outbox', () => ({ box: 'outbox' }), 1],
  ['the outbox, 200 pages on', async () => ({ box: 'outbox', after: await far('from') }), 1],
  [
    'emergencies sent in a week, for housing',
    () => ({ box: 'outbox', priority: 'emergency', service: 'housing', since: week() }),
    25,
  ],
  ['what waits for us in the outbox', () => ({ box: 'outbox', mine: true }), 1],
  ['what is overdue in the outbox', () => ({ box: 'outbox', overdueAt: new Date() }), 1],
]

describe('at a hundred thousand referrals no list reads more than a page needs', () => {
  test.each(REFERRALS)('%s', async (_, changes, times) => {
    const filter = { ...everything, ...(await changes()) }
    const plan = await planOf(sql => listReferrals({ sql }, filter))
    expect(plan.map(node => node['Node Type'])).not.toContain('Seq Scan')
    expect(touched(plan)).toBeLessThanOrEqual((LIMIT + 1) * times)
  })

  const deadlines = {
    ...{ hub: BUSY.hub, agencyId: BUSY.agencyId, inside: false, limit: LIMIT + 1 },
    ...{ from: undefined, to: undefined, assignedTo: undefined, after: undefined },
  }
  const later = () => new Date(Date.now() + 5 * 24 * 3_600_000)
  test.each([
    ['all deadlines', () => ({}), 1],
    ['overdue ones', () => ({ to: new Date() }), 1],
    ['a window of the calendar', () => ({ from: new Date(), to: later() }), 1],
    ['mine', () => ({ assignedTo: USER }), 2],
  ] as const)('%s', async (_, changes, times) => {
    const plan = await planOf(sql => listDeadlines({ sql }, { ...deadlines, ...changes() }))
    expect(plan.map(node => node['Node Type'])).not.toContain('Seq Scan')
    expect(touched(plan)).toBeLessThanOrEqual((LIMIT + 1) * times)
  })
})

test('what a page of referrals is linked to is looked up by their ids', async () => {
  const { rows } = await admin.query('select id from referral where to_agency = $1 limit $2', [BUSY.agencyId, LIMIT])
  const ids = rows.map(({ id }) => id)
  // Each with a family of two, so that there is something to look up.
  await admin.query(
    `insert into intake (id, agency_id, protocol, people, by_user, at, due_at) values ($1, $2, $3, 25, $1, now(), now())`,
    [USER, BUSY.agencyId, 'oas-64-standard'],
  )
  await admin.query('insert into intake_referral select unnest($1::uuid[]), $2', [ids, USER])
  const plans: Plan[] = []
  const explained: Explaining = async <R extends object>(text: string, params: readonly unknown[] = []) => {
    const { rows } = await admin.query(`explain (analyze, format json) ${text}`, [...params])
    plans.push(...nodes(rows[0]['QUERY PLAN'][0].Plan))
    return (await admin.query(text, [...params])).rows as R[]
  }
  const links = await linksOf({ sql: explained }, ids, { ...BUSY, scopes: new Set() })
  expect([...links.values()].map(found => found.length)).toEqual(Array(LIMIT).fill(LIMIT - 1))
  const whole = plans.filter(node => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'referral')
  expect(whole).toEqual([])
})

test('the boxes are as large as this needs, or it would show nothing', async () => {
  const count = async (where: string) =>
    Number((await admin.query(`select count(*) from ${where}`, [BUSY.agencyId])).rows[0].count)
  expect(await count('referral where to_agency = $1')).toBeGreaterThan(25_000)
  expect(await count('referral where from_agency = $1')).toBeGreaterThan(15_000)
  expect(await count('due where owner_agency = $1 and due_at < now()')).toBeGreaterThan(500)
})

test.each(lists())('what is filled in is what the service can read: $name', async ({ path }) => {
  const { items } = await service.get(path, service.token())
  expect(items.length).toBeGreaterThan(0)
  if (path.includes('=me') || path.includes('mine=')) expect(items).toHaveLength(IN_HANDS)
})
