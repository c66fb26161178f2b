import type { Client } from 'pg'
import { BUSY, USER } from './busy.ts'
import { DAILY, fillDaily } from './fill-daily.ts'

/** The work in the hands of that user. */
export const IN_HANDS = 25
const AGENCIES = 100

/** States with their share, and the steps that lead there: by the recipient (r), or the sender (s). */
const STATES: readonly (readonly [state: string, status: string, turn: string | null, share: number, steps: string])[] =
  [
    ['completed', 'completed', null, 70, 'r:acknowledge r:accept r:start r:complete'],
    ['rejected', 'rejected', null, 8, 'r:decline'],
    ['cancelled', 'cancelled', null, 5, 's:cancel'],
    ['requested', 'requested', 'recipient', 4, ''],
    ['acknowledged', 'requested', 'recipient', 2, 'r:acknowledge'],
    ['information-requested', 'requested', 'sender', 1, 'r:ask'],
    ['accepted', 'accepted', 'recipient', 3, 'r:acknowledge r:accept'],
    ['in-progress', 'in-progress', 'recipient', 6, 'r:acknowledge r:accept r:start'],
    ['on-hold', 'on-hold', 'recipient', 1, 'r:acknowledge r:accept r:start r:hold'],
  ]

const DATA: Readonly<Record<string, string>> = {
  complete: '{"outcome": "services-provided", "services": []}',
  decline: '{"reason": "at-capacity"}',
  cancel: '{"reason": "served-elsewhere"}',
  ask: '{"about": ["consent-form"]}',
  hold: '{"reason": "awaiting-person"}',
}

/**
 * Fills the tables of the referral service with so many referrals of three years: a hundred agencies on each side, of unlike size, one in seven
 * referrals open, a fifth of those overdue, each with the steps that its state says. Always the same but for the ids.
 */
export async function fill(client: Client, count: number): Promise<void> {
  await client.query('set search_path = referral')
  // No triggers: what refers to what, and who is assigned, is right as it is written.
  await client.query('set session_replication_role = replica')
  const indexes = await dropIndexes(client)
  await client.query('select setseed(0.64)')
  await client.query(`create temp table fresh as ${FRESH}`, [count])
  await client.query(REFERRALS)
  for (const [index, [, , , , steps]] of STATES.entries()) await addSteps(client, index, steps)
  await client.query(DUES)
  await client.query(ASSIGNMENTS, [IN_HANDS])
  await fillDaily(client, count)
  await client.query('drop table fresh')
  await client.query('set session_replication_role = origin')
  for (const index of indexes) await client.query(index)
  for (const table of ['referral', 'step', 'due', 'assignment', ...DAILY]) await client.query(`vacuum analyze ${table}`)
}

/** A million rows go faster into a table without them. Answers how to make them again. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
     where indrelid = any (array['referral', 'due', 'assignment', 'step']::regclass[])
       and not exists (select from pg_constraint where conindid = indexrelid)`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
}

async function addSteps(client: Client, state: number, steps: string): Promise<void> {
  await client.query(stepRows(`'sender'`, '1', '0', 'submit', '{"version": 1}', 0), [state])
  const taken = { r: 0, s: 1 }
  for (const [index, step] of steps.split(' ').filter(Boolean).entries()) {
    const side = step.startsWith('r') ? 'r' : 's'
    taken[side] += 1
    const name = step.slice(2)
    const seen = side === 'r' ? taken.s : taken.r
    const quoted = side === 'r' ? `'recipient'` : `'sender'`
    await client.query(stepRows(quoted, `${taken[side]}`, `${seen}`, name, DATA[name] ?? '{}', index + 1), [state])
  }
}

const stepRows = (side: string, number: string, seen: string, step: string, data: string, hours: number) =>
  `insert into step (referral_id, side, number, seen, step, at, by_hub, by_agency, told, data, received_at)
   select id, ${side}, ${number}, ${seen}, '${step}', submitted_at + interval '${hours} hours', 'XA',
     case when ${side} = 'sender' then from_agency else to_agency end, true, '${data}', submitted_at + interval '${hours} hours'
   from fresh where which = $1`

/** Half of what an agency has is of the last eight months; what is open is of the last 40 days. */
const FRESH = `
  with drawn as materialized (
    select n, random() * 100 as share, random() as age, random() as f, random() as t, random() as p, random() as d
    from generate_series(1, $1::int) n
  ), placed as (
    select *, (select min(which) from (values ${bounds()}) as b (which, below) where share < below) as which from drawn
  )
  select gen_random_uuid() as id, which, d,
    (array[${STATES.map(([state]) => `'${state}'`).join(', ')}])[which + 1] as state,
    (array[${STATES.map(([, status]) => `'${status}'`).join(', ')}])[which + 1] as status,
    (array[${STATES.map(([, , turn]) => (turn ? `'${turn}'` : 'null')).join(', ')}]::text[])[which + 1] as turn,
    ${agency('f', 'from')} as from_agency, ${agency('t', 'to')} as to_agency,
    case when p < 0.1 then 'emergency' when p < 0.4 then 'urgent' else 'normal' end as priority,
    now() - case when which between 3 and 8 then age * interval '40 days' else age * age * interval '1095 days' end
      as submitted_at,
    case when which between 3 and 8 then now() + (d - 0.2) * interval '20 days' end as due_at,
    (array['{housing}', '{legal,medical_and_dental}', '{housing,basic_necessities,mental_health}', '{case_management}'])
      [1 + (n % 4)]::text[] as services
  from placed`

function bounds(): string {
  let below = 0
  return STATES.map(([, , , share], which) => {
    below += share
    return `(${which}, ${below})`
  }).join(', ')
}

/** One agency has three tenths of each; of the others the first have much and the last little. Nobody refers to itself. */
function agency(random: string, side: 'from' | 'to'): string {
  const other = `2 + floor(${AGENCIES} * power((${random} - 0.3) / 0.7, 2))::int * 2 + ${side === 'from' ? 1 : 0}`
  const busy = side === 'from' ? `${random} < 0.3 and t >= 0.3` : `${random} < 0.3`
  return `'0c6d1d4e-4d0e-4f5d-9a53-' || lpad(to_hex(case when ${busy} then 1 else ${other} end), 12, '0')`
}

const REFERRALS = `
  insert into referral (id, protocol, protocol_version, overlays, priority, quick, compartment, state, status, turn, version,
    from_hub, from_agency, to_hub, to_agency, subject_ref, purpose, services, submitted_at, updated_at, next_due, next_deadline)
  select id, 'oas-64-standard', 1, '{}', priority, false, false, state, status, turn, 1,
    'XA', from_agency, 'XA', to_agency, 'share-' || id, 'shelter', services, submitted_at, submitted_at, due_at,
    case when due_at is not null then 'accept' end
  from fresh`

const DUES = `
  insert into due (referral_id, deadline, side, owner_hub, owner_agency, due_at, called, priority, compartment)
  select id, 'accept', 'recipient', 'XA', to_agency, due_at, due_at < now() - interval '1 day', priority, false from fresh where due_at is not null`

/** Half of the open work has somebody; one user of the busy agency has just so much. */
const ASSIGNMENTS = `
  with open as (
    select id, to_agency, d, row_number() over (partition by to_agency = '${BUSY.agencyId}' order by d) as place
    from fresh where due_at is not null
  ), given as (
    insert into assignment (referral_id, agency_id, user_id, by_user, at)
    select id, to_agency,
      case when to_agency = '${BUSY.agencyId}' and place <= $1 then '${USER}'::uuid else gen_random_uuid() end, '${USER}', now()
    from open where place <= $1 or d < 0.5
    returning referral_id
  )
  update referral set to_assigned = 1 from given where id = referral_id`
