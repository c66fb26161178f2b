import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { consentForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, store } = service
const { submit } = questionsTo(service)

const MANY = 20_000
const DECISIONS = 40

/** As of a hub that has worked for a while: copies of the one basis on record, of other people. */
async function fillRecords() {
  const [{ names }] = await rows(
    `select string_agg(column_name, ', ') as names from information_schema.columns
      where table_schema = 'consent' and table_name = 'basis' and is_generated = 'NEVER'`,
  )
  await rows('set session_replication_role = replica')
  await rows(
    `insert into basis (${names}) select ${names} from (
       select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'subject_id', 'subject-' || n,
         'subject_ref', 'share-' || n))).* from basis b, generate_series(1, $1::integer) n) as copies`,
    [MANY],
  )
  await rows(`insert into record_stamp select 'record subject-' || n, 1 from generate_series(1, $1::integer) n`, [MANY])
  await rows('set session_replication_role = origin')
  await rows('analyze')
}

/** How often the kept plan has served, on the connection that was used last. */
async function served(): Promise<number> {
  const [row] = await store.statement<{ served: number }>(
    "select coalesce(sum(generic_plans), 0)::int as served from pg_prepared_statements where name like 'keep-decisions%'",
  )
  return row?.served ?? 0
}

test('what keeps decisions is planned once for many, also where much is on record', async () => {
  const subjectRef = register(agencies.police)
  const officer = { agency: agencies.police, user: randomUUID() }
  expect((await send(officer, 'POST', '/consents', consentForm(subjectRef))).status).toBe(201)
  await fillRecords()
  const before = await served()
  for (let n = 0; n < DECISIONS; n++) expect((await submit({ subjectRef })).code).toBe('permitted')
  // A few times for each name, of which there is another as the tables grow.
  expect((await served()) - before).toBeGreaterThan(DECISIONS / 4)
})
