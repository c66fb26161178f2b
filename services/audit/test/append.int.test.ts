import { randomUUID } from 'node:crypto'
import { Action, type Receipt, timestampFromDate } from '@amparo/contracts'
import { Client } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const consent = await audit.nats.as('consent')
const referral = await audit.nats.as('referral')
let service: Awaited<ReturnType<typeof audit.start>>

beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
})

const leaves = () =>
  audit.sql<{ index: string; entry_id: string; leaf_hash: Buffer }>(
    'select index, entry_id, leaf_hash from audit.leaf order by index',
  )
const minutes = (ago: number) => timestampFromDate(new Date(Date.now() - ago * 60_000))

describe('An entry', () => {
  test('is durable before the receipt is out, and the receipt names its leaf', async () => {
    const entry = anEntry()
    const receipt = await appended(redaction, entry)
    const [row] = await audit.sql<{ index: string; leaf_hash: Buffer }>(
      'select index, leaf_hash from audit.leaf where entry_id = $1',
      [entry.entryId],
    )
    expect(receipt.entryId).toBe(entry.entryId)
    expect([BigInt(row?.index ?? -1), row?.leaf_hash.toString('hex')]).toEqual([receipt.index, receipt.leafHash])
  })

  test('is committed together with the key that its person had not yet', async () => {
    const entries = Array.from({ length: 3 }, () => anEntry({ subjectRef: randomUUID() }))
    await Promise.all(entries.map(entry => appended(redaction, entry)))
    const rows = await audit.sql<{ together: boolean }>(
      `select half_key.xmin = leaf.xmin as together from audit.leaf join audit.half_key on half_key.id = subject_key
        where entry_id = any ($1::uuid[])`,
      [entries.map(({ entryId }) => entryId)],
    )
    expect(rows).toEqual(entries.map(() => ({ together: true })))
    await appended(redaction, anEntry({ subjectRef: entries[0]?.subjectRef ?? '' }))
    const names = entries.map(({ subjectRef }) => `person/${subjectRef}`)
    expect(await audit.sql('select 1 from audit.half_key where name = any ($1)', [names])).toHaveLength(3)
  })

  test('sent again is appended once and gets the same leaf', async () => {
    const entry = anEntry()
    const first = await appended(redaction, entry)
    const again = await Promise.all([appended(redaction, entry), appended(redaction, entry)])
    expect(again.map(receipt => receipt.index)).toEqual([first.index, first.index])
    expect((await leaves()).filter(leaf => leaf.entry_id === entry.entryId)).toHaveLength(1)
  })

  test('with the id of another gets no receipt', async () => {
    const entry = anEntry()
    await appended(redaction, entry)
    await expect(appended(redaction, { ...entry, userId: randomUUID() })).rejects.toMatchObject({
      code: 'log_entry_id_reused',
    })
  })

  test.each([
    ['in the name of another service', { source: 'consent' }, 'log_entry_invalid'],
    ['without an action', { action: Action.UNSPECIFIED }, 'log_entry_invalid'],
    ['without a UUID', { entryId: 'entry-1' }, 'log_entry_invalid'],
    ['with a name in a field', { subjectRef: 'Maria Example' }, 'log_entry_invalid'],
    ['with a sentence in a reason', { withheld: [{ reason: 'she asked us to' }] }, 'log_entry_invalid'],
    ['without a date', { occurredAt: undefined }, 'log_entry_invalid'],
    ['dated two hours ago', { occurredAt: minutes(120) }, 'log_entry_out_of_time'],
    ['dated at a moment that no date has', { occurredAt: { seconds: 10n ** 15n, nanos: 0 } }, 'log_entry_out_of_time'],
    ['dated ahead', { occurredAt: minutes(-5) }, 'log_entry_out_of_time'],
  ])('%s is refused and not written', async (_name, change, code) => {
    const before = await leaves()
    await expect(appended(redaction, anEntry(change))).rejects.toMatchObject({ code })
    expect(await leaves()).toEqual(before)
  })

  test('of a service that has no business here is not heard', async () => {
    await expect(appended(referral, anEntry({ source: 'referral' }))).rejects.toThrow(TypeError)
  })
})

test('Two hundred at once stand in the log without gap or double, whoever sent them', async () => {
  const before = (await leaves()).length
  const entries = Array.from({ length: 200 }, (_, i) => anEntry({ source: i % 2 ? 'redaction' : 'consent' }))
  const receipts = await Promise.all(entries.map((entry, i) => appended(i % 2 ? redaction : consent, entry)))
  const rows = await leaves()
  expect(rows.map(row => Number(row.index))).toEqual(rows.map((_, i) => i))
  expect(rows).toHaveLength(before + 200)
  for (const receipt of receipts) expect(rows[Number(receipt.index)]?.entry_id).toBe(receipt.entryId)
})

test('What was answered is still there after kill -9 with full buffers, and no index is given twice', async () => {
  const receipts: Receipt[] = []
  let running = true
  // As many as the service has under way at most: at any moment some are waiting, some are in a batch, some committed and not answered.
  const senders = Array.from({ length: 250 }, async () => {
    while (running) {
      await appended(redaction, anEntry()).then(
        receipt => receipts.push(receipt),
        () => {},
      )
    }
  })
  await expect.poll(() => receipts.length).toBeGreaterThan(1_000)
  await service.kill()
  running = false
  await Promise.all(senders)
  service = await audit.start()
  await untilWriting(redaction)
  const rows = await leaves()
  expect(rows.map(row => Number(row.index))).toEqual(rows.map((_, i) => i))
  const lost = receipts.filter(({ index, entryId, leafHash }) => {
    const row = rows[Number(index)]
    return row?.entry_id !== entryId || row.leaf_hash.toString('hex') !== leafHash
  })
  expect(lost).toEqual([])
})

test('What comes again to a writer that has begun anew gets its first place, and what comes with it the next', async () => {
  const entry = anEntry()
  const first = await appended(redaction, entry)
  await service.kill()
  service = await audit.start()
  await untilWriting(redaction)
  const before = (await leaves()).length
  const others = Array.from({ length: 20 }, () => anEntry())
  const [again, ...receipts] = await Promise.all([entry, ...others].map(one => appended(redaction, one)))
  expect(again?.index).toBe(first.index)
  expect(receipts.map(({ index }) => Number(index)).sort((a, b) => a - b)).toEqual(others.map((_, i) => before + i))
  expect(await leaves()).toHaveLength(before + others.length)
})

test('Hashes of 256 leaves stand together, of each tile that is whole', async () => {
  const rows = await audit.sql<{ index: string; same: boolean }>(
    `select index, hashes = (select string_agg(leaf_hash, '' order by index) from audit.leaf
                              where leaf.index / 256 = tile.index) as same
       from audit.tile order by index`,
  )
  const whole = Math.floor((await leaves()).length / 256)
  expect(whole).toBeGreaterThan(3)
  expect(rows).toEqual(Array.from({ length: whole }, (_, i) => ({ index: String(i), same: true })))
})

test('A second instance takes over when the first one dies', async () => {
  const second = await audit.start()
  await appended(redaction, anEntry())
  await service.kill()
  await untilWriting(redaction)
  await second.stop()
  service = await audit.start()
  await untilWriting(redaction)
  const rows = await leaves()
  expect(rows.map(row => Number(row.index))).toEqual(rows.map((_, i) => i))
})

describe('Nobody can change the log:', () => {
  const changes = [
    `update audit.leaf set actor = 'x' where index = 0`,
    'delete from audit.leaf where index = 0',
    'truncate audit.leaf',
    `update audit.subtree set hash = decode(repeat('00', 32), 'hex')`,
    'delete from audit.subtree',
    'truncate audit.subtree',
    `update audit.tile set hashes = decode(repeat('00', 8192), 'hex')`,
    'delete from audit.tile',
    'truncate audit.tile',
  ]
  beforeAll(() =>
    audit.sql(`insert into audit.subtree (level, index, hash) values (16, 999999, decode(repeat('00', 32), 'hex'))`),
  )

  test.each(changes)('the service is refused `%s`', async statement => {
    await expect(as(audit.env.AMPARO_DATABASE_URL ?? '', statement)).rejects.toMatchObject({
      ...{ code: '42501', message: expect.stringContaining('permission denied') },
    })
  })

  /** More than INSERT and SELECT the service holds on these alone, and why. */
  const MORE: Readonly<Record<string, readonly string[]>> = {
    // How every service works: none of it is the log's.
    ...{ idempotency: ['DELETE', 'UPDATE'], lease: ['UPDATE'], own_key: ['DELETE'] },
    ...{ outbox: ['DELETE', 'UPDATE'], outbox_sequence: ['UPDATE'] },
    // How far leavers were heard of; and of whom a request is, which the erasure of the person takes away (a trigger sees to it).
    ...{ departures_heard: ['UPDATE'], register_line: ['UPDATE'] },
    // How many beginnings of another log were shown beyond those that are kept.
    ...{ refused_more: ['UPDATE'] },
    // Made from the log, compared with it again and again, and made anew.
    ...{ projected: ['DELETE', 'UPDATE'], projection: ['UPDATE'], sweep: ['UPDATE'] },
  }

  test('of every table the service holds INSERT and SELECT alone, on no column more, but of those that are named', async () => {
    const rights = await audit.sql<{ table: string; more: string[] }>(
      `select relname as table, array_agg(distinct privilege_type::text order by privilege_type::text) as more
         from pg_class, lateral (
           select privilege_type from aclexplode(relacl) where grantee in (0, 'audit_app'::regrole)
           union all
           select privilege_type from pg_attribute, aclexplode(attacl)
            where attrelid = pg_class.oid and grantee in (0, 'audit_app'::regrole)
         ) as acl
        where relnamespace = 'audit'::regnamespace and relkind in ('r', 'p', 'v', 'm')
          and privilege_type not in ('INSERT', 'SELECT')
        group by relname order by relname`,
    )
    expect(Object.fromEntries(rights.map(({ table, more }) => [table, more]))).toEqual(MORE)
  })

  test('nor does it hold anything by another role, or by being somebody’s owner', async () => {
    const client = new Client({ connectionString: audit.env.AMPARO_DATABASE_URL ?? '' })
    await client.connect()
    const { rows } = await client.query(
      `select relname from pg_class
        where relnamespace = 'audit'::regnamespace and relkind in ('r', 'p') and relname <> all ($1)
          and (has_any_column_privilege(oid, 'UPDATE') or has_table_privilege(oid, 'DELETE, TRUNCATE, TRIGGER'))`,
      [Object.keys(MORE)],
    )
    await client.end()
    expect(rows).toEqual([])
  })

  test.each(changes)('the owner of the tables is refused `%s`', async statement => {
    await expect(as(audit.database.migrator, statement)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('A key of the log goes by rule alone:', () => {
  const month = `month/${new Date().toISOString().slice(0, 7)}`
  const person = randomUUID()
  beforeAll(async () => {
    await appended(redaction, anEntry({ subjectRef: person }))
  })

  test.each([
    ['the key of a month', () => `delete from audit.half_key where name = '${month}'`],
    ['the key of a person', () => `delete from audit.half_key where name = 'person/${person}'`],
    ['another key in its place', () => `update audit.half_key set wrapped = 'x' where name = 'person/${person}'`],
    ['all', () => 'truncate audit.half_key'],
    ['what is kept longer', () => 'truncate audit.kept_half'],
    ['what was destroyed', () => 'truncate audit.half_key_destroyed'],
  ])('neither the service nor the owner of the tables takes %s away', async (_, statement) => {
    for (const url of [audit.env.AMPARO_DATABASE_URL ?? '', audit.database.migrator])
      await expect(as(url, statement())).rejects.toMatchObject({ code: '42501' })
  })

  test('nor do the functions by which the service destroys: of a month that is not past, of whom something is searched', async () => {
    const service = audit.env.AMPARO_DATABASE_URL ?? ''
    await expect(as(service, `select audit.destroy_half_keys(array['${month}'])`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(as(service, `select audit.destroy_half_keys(array['month/2999-01'])`)).rejects.toMatchObject({
      code: '42501',
    })
    await as(service, 'select audit.drop_unnamed_keys(1000)').catch(() => undefined)
    const left = await audit.sql('select 1 from audit.half_key where name = any ($1)', [[month, `person/${person}`]])
    expect(left).toHaveLength(2)
  })
})

async function as(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
