import { fileURLToPath } from 'node:url'
import { SERVICES, type ServiceName } from '@amparo/contracts'
import { useHubDatabase } from '@amparo/testing'
import pg from 'pg'
import { expect, it } from 'vitest'

/** A service that was taken over, with its own login to the database and nothing else. */
const WITH_SCHEMA = SERVICES.filter(service => service !== 'portal')
const folder = (path: string) => fileURLToPath(new URL(`../../services/${path}`, import.meta.url))
const useOne = () =>
  useHubDatabase({
    services: Object.fromEntries(WITH_SCHEMA.map(service => [service, folder(`${service}/migrations`)])),
    keysMigrations: folder('redaction/migrations-keys'),
  })
const own = await useOne()
const other = await useOne()

const FORBIDDEN = '42501'
const nameOf = (url: string) => new URL(url).pathname.slice(1)

async function asked(service: ServiceName, sql: string, database = ''): Promise<string> {
  const url = new URL(own.services[service] ?? '')
  if (database !== '') url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href, options: `-c search_path=${service}` })
  try {
    await client.connect()
    await client.query(sql)
    return 'done'
  } catch (error) {
    return error instanceof pg.DatabaseError ? String(error.code) : 'failed'
  } finally {
    await client.end().catch(() => {})
  }
}

it.each(WITH_SCHEMA)('the login of %s reads no other schema, and enters no other database', async service => {
  expect(await asked(service, 'select 1 from inbox')).toBe('done')
  for (const schema of WITH_SCHEMA.filter(one => one !== service))
    expect([schema, await asked(service, `select 1 from ${schema}.inbox`)]).toEqual([schema, FORBIDDEN])
  for (const database of [own.keysDatabase, other.keysDatabase, nameOf(other.services[service] ?? '')])
    expect([database, await asked(service, 'select 1', database)]).toEqual([database, FORBIDDEN])
})

it.each([
  ['audit', "update leaf set source = 'x'"],
  ['audit', 'delete from leaf'],
  ['audit', 'truncate leaf'],
  ['audit', 'drop trigger leaf_append_only on leaf'],
  ['consent', 'delete from permit'],
  ['consent', 'delete from decision'],
  ['consent', 'delete from one_case_authorisation'],
  ['consent', 'update one_case_authorisation set ends_at = now()'],
  ['consent', "update decision set rule = 'permitted'"],
  ['consent', "update basis set categories = '{identity}'"],
  ['consent', 'delete from exclusion'],
  ['referral', 'delete from inbox'],
  ['redaction', 'update record set ciphertext = null'],
  ['redaction', 'create table copy as select * from record'],
] as const)('the login of %s may not: %s', async (service, sql) => {
  expect(await asked(service, sql)).toBe(FORBIDDEN)
})
