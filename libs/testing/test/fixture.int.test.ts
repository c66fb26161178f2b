import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createDatabase, templateDatabase, useDatabase } from '../src/index.ts'

let built = 0
const template = () =>
  templateDatabase('fixture_test', async url => {
    built++
    await run(url, 'create table seed (n int); insert into seed values (1)')
  })

const shared = await useDatabase({ template: await template() })

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = await connected(url)
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

// Still open when the file's tests are over, closed in a hook: the leak check comes after it.
const late = await connected(shared.url())
afterAll(() => late.end())

test('a template is built once, and copies of it do not see each other', async () => {
  const [a, b] = await Promise.all([1, 2].map(async () => createDatabase({ template: await template() })))
  if (!a || !b) throw new Error('Two were asked for')
  expect(built).toBe(1)
  await run(a.url(), 'delete from seed')
  expect(await run(b.url(), 'select n from seed')).toEqual([{ n: 1 }])
  for (const database of [a, b]) await database.drop()
  await expect(connected(a.url())).rejects.toMatchObject({ code: '3D000' })
})

test('a template that failed halfway is built anew', async () => {
  const failing = templateDatabase('fails', async url => {
    await run(url, 'create table half (n int)')
    throw new Error('halfway')
  })
  await expect(failing).rejects.toThrow('halfway')
  const database = await createDatabase({ template: await templateDatabase('fails', async () => {}) })
  expect(await run(database.url(), "select to_regclass('half') as half")).toEqual([{ half: null }])
  await database.drop()
})

test('a connection left open is found, of the role that is asked about', async () => {
  const database = await createDatabase()
  await run(database.url(), "create role leaky login password 'x'")
  const leak = await connected(database.url({ name: 'leaky', password: 'x' }))
  await leak.query('select 1 as forgotten')
  await expect(database.leakCheck('leaky')).rejects.toThrow(/leaky.*forgotten/)
  await expect(database.leakCheck('postgres')).resolves.toBeUndefined()
  await leak.end()
  await expect(database.leakCheck()).resolves.toBeUndefined()
  await database.drop()
  await run(shared.url(), 'drop role leaky')
})
