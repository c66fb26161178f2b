import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loginRoles, migrate, provisionDatabase } from '@amparo/store/provision'
import { useHubDatabase } from '@amparo/testing'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'

const hub = await useHubDatabase({ services: { referral: undefined, consent: undefined } })
const other = await useHubDatabase({ services: { referral: undefined } })

async function as<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
const referral = hub.services['referral'] ?? ''

describe('The login of a service', () => {
  it('is in its own schema without naming it', async () => {
    const rows = await as(referral, client => client.query('select current_schema() as schema'))
    expect(rows.rows).toEqual([{ schema: 'referral' }])
  })

  it.each([
    ['the database of keys', hub.keysDatabase],
    ['the database of another hub', other.main],
  ])('may not enter %s', async (_, database) => {
    await expect(as(at(referral, database), async () => {})).rejects.toMatchObject({ code: '42501' })
  })

  it.each([
    ['read another schema', 'select from consent.outbox'],
    ['make a table of its own', 'create table x (id integer)'],
    ['make one in public', 'create table public.x (id integer)'],
    ['make a temporary one', 'create temporary table x (id integer)'],
    ['become the migrator', `set role ${hub.hub}_migrator`],
    ['alter what it works with', 'alter table outbox add column x integer'],
  ])('may not %s', async (_, statement) => {
    await expect(as(referral, client => client.query(statement))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('The login for keys', () => {
  it('may enter the database of keys and no other', async () => {
    const rows = await as(hub.keys, client => client.query('select current_schema() as schema'))
    expect(rows.rows).toEqual([{ schema: 'keys' }])
    await expect(as(at(hub.keys, hub.main), async () => {})).rejects.toMatchObject({ code: '42501' })
  })
})

describe('Provisioning', () => {
  it('can be repeated, and sets the passwords anew', async () => {
    const services = ['referral', 'consent'] as const
    const passwords = Object.fromEntries(loginRoles(hub.hub, services).map(role => [role, `p'w"/@:${role}`]))
    const superuserUrl = at(hub.superuserUrl, 'postgres')
    const urls = await provisionDatabase({ superuserUrl, hub: hub.hub, services, passwords })
    const rows = await as(urls.services['referral'] ?? '', client => client.query('select count(*) from outbox'))
    expect(rows.rows).toEqual([{ count: '0' }])
    await expect(as(referral, async () => {})).rejects.toMatchObject({ code: '28P01' })
  })

  it('refuses names that are not plain', async () => {
    const provision = provisionDatabase({
      superuserUrl: hub.superuserUrl,
      hub: 'x"; drop',
      services: [],
      passwords: {},
    })
    await expect(provision).rejects.toThrow(TypeError)
  })
})

describe('Migrations', () => {
  it('are applied once, by several at once, and not when a file was changed afterwards', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'migrations-'))
    const url = at(hub.superuserUrl, hub.main)
    const options = { url, service: 'consent', migrationsDir: dir }
    try {
      cpSync(`${import.meta.dirname}/migrations/001.do.counter.sql`, join(dir, '001.do.counter.sql'))
      await Promise.all([migrate(options), migrate(options)])
      const rows = await as(url, client => client.query('select version, name from consent.migration order by version'))
      expect(rows.rows).toEqual([
        { version: '0', name: null },
        { version: '1', name: 'counter' },
      ])
      writeFileSync(join(dir, '002.do.more.sql'), 'create table more (id integer)')
      await migrate(options)
      await migrate(options)
      const more = await as(url, client => client.query('select max(version) as last from consent.migration'))
      expect(more.rows).toEqual([{ last: '2' }])
      writeFileSync(join(dir, '001.do.counter.sql'), 'select 1')
      await expect(migrate(options)).rejects.toThrow(/MD5|checksum/i)
    } finally {
      rmSync(dir, { recursive: true })
    }
  })

  it('leave nothing of a file that fails', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'migrations-'))
    try {
      writeFileSync(join(dir, '003.do.half.sql'), 'create table half (id integer); select 1/0;')
      const url = at(hub.superuserUrl, hub.main)
      await expect(migrate({ url, service: 'consent', migrationsDir: dir })).rejects.toThrow('division by zero')
      const rows = await as(url, client => client.query(`select to_regclass('consent.half') as half`))
      expect(rows.rows).toEqual([{ half: null }])
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})
