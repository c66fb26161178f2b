import { fileURLToPath } from 'node:url'
import { useHubDatabase } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDeadlines } from '../../services/referral/src/store/deadlines.ts'
import { incompleteIntakes } from '../../services/referral/src/store/intakes.ts'
import { linksOf } from '../../services/referral/src/store/links.ts'
import { type ListFilter, listReferrals } from '../../services/referral/src/store/list.ts'
import { listOffers } from '../../services/referral/src/store/offers.ts'
import { onDutyAt, shiftsFrom } from '../../services/referral/src/store/rota.ts'
import { BUSY, USER } from './support/busy.ts'
import { fill, IN_HANDS } from './support/fill.ts'
import { DAILY } from './support/fill-daily.ts'
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
})
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
    ...{ from: undefined, to: undefined, assignedTo: undefined, called: false, after: undefined },
  }
  const later = () => new Date(Date.now() + 5 * 24 * 3_600_000)
  test.each([
    ['all deadlines', () => ({}), 1],
    ['overdue ones', () => ({ to: new Date() }), 1],
    ['a window of the calendar', () => ({ from: new Date(), to: later() }), 1],
    ['mine', () => ({ assignedTo: USER }), 2],
    ['of which supervisors have been called', () => ({ called: true }), 1],
  ] as const)('%s', async (_, changes, times) => {
    const plan = await planOf(sql => listDeadlines({ sql }, { ...deadlines, ...changes() }))
    expect(plan.map(node => node['Node Type'])).not.toContain('Seq Scan')
    expect(touched(plan)).toBeLessThanOrEqual((LIMIT + 1) * times)
  })
})

describe('what waits is found among the many that wait no longer', () => {
  const { agencyId } = BUSY
  const page = { agencyId, after: undefined, limit: LIMIT + 1 }
  beforeAll(async () => {
    for (const table of DAILY) await admin.query(`delete from ${table}`)
    // Years of offers that were answered, of intakes that are complete, of shifts that are over; a few of each that wait.
    await admin.query(
      `insert into offer (id, referral_id, to_agency, protocol, protocol_version, priority, services, minors, within_basis,
         made_at, expires_at, answer, answered_at)
       select gen_random_uuid(), id, $1, protocol, 1, priority, services, false, false, submitted_at, submitted_at,
         case when n > 600 then 'declined' end, case when n > 600 then submitted_at end
       from (select *, row_number() over (order by submitted_at) as n from referral where to_agency <> $1 limit 20000) r`,
      [agencyId],
    )
    await admin.query(
      `insert into intake (id, agency_id, protocol, people, sent, by_user, at, due_at)
       select gen_random_uuid(), $1, 'oas-64-standard', 40, case when n > 19940 then 39 else 40 end, $2, at, at
       from (select n, now() - (20000 - n) * interval '1 hour' as at from generate_series(1, 20000) n) i`,
      [agencyId, USER],
    )
    await admin.query(
      `insert into rota (id, agency_id, user_id, starts_at, ends_at, by_user, at)
       select gen_random_uuid(), $1, $2, at, at + interval '8 hours', $2, at
       from (select now() + (n - 19950) * interval '8 hours' as at from generate_series(1, 20000) n) r`,
      [agencyId, USER],
    )
    for (const table of DAILY) await admin.query(`vacuum analyze ${table}`)
  })

  test.each<[string, (sql: Explaining) => Promise<unknown>, number]>([
    ['offers to answer', sql => listOffers({ sql }, { ...page, answered: false }), 1],
    ['all offers', sql => listOffers({ sql }, { ...page, answered: undefined }), 1],
    ['offers that were answered', sql => listOffers({ sql }, { ...page, answered: true }), 4],
    ['intakes of which somebody is missing', sql => incompleteIntakes({ sql }, page), 1],
    // A month of shifts lies before the one that runs.
    ['the rota', sql => shiftsFrom({ sql }, { ...page, now: new Date() }), 5],
    ['who is on duty', sql => onDutyAt({ sql }, agencyId, new Date()), 5],
  ])('%s', async (_, list, times) => {
    const plan = await planOf(list)
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
