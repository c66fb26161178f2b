import { randomBytes, randomUUID } from 'node:crypto'
import { create, type Entry, EntrySchema, toBinary } from '@amparo/contracts'
import { commitmentTo, merkleLeaf } from '@amparo/crypto/tlog'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const subjectRef = randomUUID()
/** Fewer than a subtree that is stored has. */
const COUNT = 200
const older = Array.from({ length: COUNT }, () => create(EntrySchema, anEntry({ subjectRef })))
const service = new Client({ connectionString: audit.env.AMPARO_DATABASE_URL })
afterAll(() => service.end())

/** A leaf as version 1 had it: its halves in clear beside their salts. */
function version1(entry: Entry, index: number) {
  const half = (bytes: Uint8Array) => ({ bytes: Buffer.from(bytes), salt: randomBytes(32) })
  const actor = half(toBinary(EntrySchema, { ...entry, subjectRef: '' }))
  const subject = half(toBinary(EntrySchema, create(EntrySchema, { subjectRef: entry.subjectRef })))
  const numbers = Buffer.alloc(16)
  numbers.writeBigUInt64BE(BigInt(index + 1))
  numbers.writeBigUInt64BE(1_700_000_000n, 8)
  const commitments = [actor, subject].map(({ bytes, salt }) => commitmentTo(bytes, salt))
  const record = Buffer.concat([Buffer.from('\x01\x09redaction'), numbers, ...commitments])
  return { actor, subject, record }
}

beforeAll(async () => {
  await service.connect()
  for (const [index, entry] of older.entries()) {
    const { actor, subject, record } = version1(entry, index)
    await audit.sql(
      `insert into audit.leaf (index, entry_id, record, leaf_hash, source, sequence, taken_at, actor, actor_salt,
                               subject, subject_salt)
       values ($1::bigint, $2, $3, $4, 'redaction', $1::bigint + 1, to_timestamp(1700000000), $5, $6, $7, $8)`,
      [index, entry.entryId, record, merkleLeaf(record), actor.bytes, actor.salt, subject.bytes, subject.salt],
    )
  }
})
const leaves = () =>
  audit.sql<{ record: Buffer; leaf_hash: Buffer; actor: Buffer; subject: Buffer }>(
    `select record, leaf_hash, actor, subject from audit.leaf where index < ${COUNT} order by index`,
  )

test('Entries of before are encrypted where they stand, read as before, and their leaves are what they were', async () => {
  const before = await leaves()
  const { stop } = await audit.start()
  await untilWriting(redaction)
  const now = await leaves()
  const published = (rows: typeof now) => rows.map(row => [row.record, row.leaf_hash])
  expect(published(now)).toEqual(published(before))
  expect((await audit.entries()).slice(0, older.length)).toEqual(older)
  for (const { actor, subject } of now) {
    expect(subject.includes(subjectRef)).toBe(false)
    expect(actor.includes('xa-shelter')).toBe(false)
  }
  const { index } = await appended(redaction, anEntry())
  expect(Number(index)).toBeGreaterThan(older.length)
  expect(await stop()).toBe(0)
})

test('That is done once: after it nobody changes anything of a leaf', async () => {
  for (const change of ["actor = 'x'", 'actor_key = 7', 'subject_key = null, subject_salt = subject']) {
    const refused = { code: '42501' }
    await expect(service.query(`update audit.leaf set ${change} where index = 0`)).rejects.toMatchObject(refused)
  }
})

test('nor by the function that does it, which changes no leaf that is encrypted, and is nobody’s but the service’s', async () => {
  const before = await leaves()
  await service.query("select seal_leaves('{0}', array['x'::bytea], '{7}', array['y'::bytea], '{7}')")
  expect(await leaves()).toEqual(before)
  const [row] = await audit.sql<{ others: boolean }>(
    `select bool_or(grantee not in ('audit_app'::regrole, proowner)) as others
       from pg_proc, aclexplode(proacl) where proname in ('seal_leaves', 'drop_carried_over')`,
  )
  expect(row?.others).toBe(false)
})
