import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { useHubDatabase } from '@amparo/testing'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ListFilter, listReferrals } from '../src/store/list.ts'

const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
const database = await useHubDatabase({ services: { referral: migrations } })
const admin = new Pool({ connectionString: database.superuserUrl, options: '-c search_path=referral', max: 1 })
afterAll(() => admin.end())

const AGENCY = 'agency-0'
const USER = randomUUID()
const AT = new Date('2026-03-04T10:00:00Z')
const COUNT = 20_000

beforeAll(async () => {
  await admin.query(
    `insert into referral (id, protocol, protocol_version, overlays, priority, quick, compartment, state, status, turn,
       version, from_hub, from_agency, to_hub, to_agency, subject_ref, purpose, services, submitted_at, updated_at,
       fire_at, next_due, next_deadline, fallback_channel, fallback_number, happened_at)
     select gen_random_uuid(), case when n % 50 = 0 then 'rare' else 'oas-64-standard' end, 1, '{}',
       (array['emergency', 'urgent', 'normal'])[1 + n % 3], false, n % 400 = 0,
       case when n % 20 = 0 then 'requested' else 'completed' end,
       case when n % 20 = 0 then 'requested' else 'completed' end,
       case when n % 20 = 0 then case when n % 40 = 0 then 'sender' else 'recipient' end end,
       1, 'XA', 'agency-' || n % 2, 'XA', 'agency-' || (n + 1) % 2, 's', 'shelter', '{housing}',
       timestamptz '2026-01-01' + n * interval '1 minute', now(), null,
       case when n % 20 = 0 then timestamptz '2026-01-02' + n * interval '1 minute' end, 'accept',
       case when n % 100 < 2 then 'phone' end, case when n % 100 < 2 then 'n' || n end,
       case when n % 100 < 2 then timestamptz '2026-01-01' end
     from generate_series(1, $1) as n`,
    [COUNT],
  )
  await admin.query(
    `insert into assignment (referral_id, agency_id, user_id, by_user, at)
     select id, to_agency, $1, $1, now() from referral where to_agency = $2 order by submitted_at desc limit 50`,
    [USER, AGENCY],
  )
  await admin.query(
    `insert into assignment (referral_id, agency_id, user_id, by_user, at)
     select id, to_agency, id, id, now() from referral where to_agency = $1 order by submitted_at limit 4000`,
    [AGENCY],
  )
  await admin.query('analyze')
})

interface Plan {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

const FILTER: ListFilter = {
  ...{ hub: 'XA', agencyId: AGENCY, box: 'inbox', mine: false, fallback: false, limit: 26 },
  ...{ status: undefined, state: undefined, protocol: undefined, priority: undefined, service: undefined },
  ...{ assigned: undefined, overdueAt: undefined, since: undefined, after: undefined },
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
async function planOf(changes: Partial<ListFilter>): Promise<Plan[]> {
  let found: Plan[] = []
  const sql = async (text: string, params: readonly unknown[] = []) => {
    const { rows } = await admin.query(`explain (analyze, format json) ${text}`, [...params])
    found = nodesOf(rows[0]['QUERY PLAN'][0].Plan)
    return []
  }
  await listReferrals({ sql }, { ...FILTER, ...changes })
  return found
}

const LATE = new Date('2026-06-01')
const PAGE = { at: AT, id: randomUUID() }
test.each<[string, Partial<ListFilter>]>([
  ['the inbox', {}],
  ['its next page', { after: PAGE }],
  ['by status', { status: 'requested' }],
  ['by state, next page', { state: 'requested', after: PAGE }],
  ['by protocol', { protocol: 'rare' }],
  ['by priority', { priority: 'emergency' }],
  ['by service', { service: 'housing' }],
  ['whose turn it is', { mine: true }],
  ['in nobody’s hands', { assigned: 'none' }],
  ['what is overdue', { overdueAt: LATE }],
  ['what is overdue, next page', { overdueAt: LATE, after: PAGE }],
  ['since some day', { since: AT }],
  ['the outbox', { box: 'outbox' }],
  ['the outbox by status', { box: 'outbox', status: 'requested' }],
  ['the outbox, whose turn it is', { box: 'outbox', mine: true }],
  ['the outbox, overdue', { box: 'outbox', overdueAt: LATE }],
  ['what was made by phone or on paper', { fallback: true }],
  ['the outbox, made by phone or on paper', { box: 'outbox', fallback: true }],
  ['drafts', { box: 'drafts' }],
])('%s is read from an index, in its order, and little more than is shown', async (_, changes) => {
  const plan = await planOf(changes)
  const scans = plan.filter(node => node['Node Type'].includes('Scan') && node['Node Type'] !== 'Subquery Scan')
  // What an agency sends in another's place is merged with what it sends itself; of the overdue of it, which are few, sorted.
  const own = scans.filter(node => node['Index Name'] !== 'referral_taken_over')
  expect(own.map(node => node['Index Name'])).toEqual([expect.stringContaining('referral_')])
  const sorted = plan.filter(node => node['Node Type'] === 'Sort').flatMap(nodesOf)
  expect(sorted.flatMap(node => node['Index Name'] ?? []).filter(name => name !== 'referral_taken_over')).toEqual([])
  for (const scan of scans) {
    expect(scan['Actual Rows']).toBeLessThan(30)
    expect(scan['Rows Removed by Filter'] ?? 0).toBeLessThan(200)
  }
})

test('a user’s own are read from the user’s assignments', async () => {
  const plan = await planOf({ assigned: { userId: USER } })
  expect(plan.map(node => node['Node Type'])).not.toContain('Seq Scan')
  expect(plan.map(node => node['Index Name'])).toContain('assignment_user')
})

test('both ways of the compartment are read from indexes of its own', async () => {
  const plan = await planOf({ box: 'protection' })
  const indexes = plan.flatMap(node => (node['Index Name'] ? [node['Index Name']] : []))
  expect(indexes.sort()).toEqual(['referral_protection_in', 'referral_protection_out', 'referral_taken_over'])
})
