import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  Action,
  create,
  EntrySchema,
  fromBinary,
  LooksRequestSchema,
  LooksSchema,
  looks,
  toBinary,
} from '@amparo/contracts'
import { loadTrust, openFileKeyStore, requestHash, verifyStatement } from '@amparo/crypto'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedAlerts } from '../src/policy/load.ts'
import { openHalf, sealHalf } from '../src/store/half-cipher.ts'
import type { LeafColumns } from '../src/store/leaf-rows.ts'
import { keyContextOf } from '../src/store/open-keys.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const policy = readFileSync(join(import.meta.dirname, '../policy/alerts.v1.json'), 'utf8')
const { worded: words } = shippedAlerts().rules.find(({ id }) => id === 'entry_unreadable') ?? {}
const dir = tempDir('unreadable')
const file = join(dir, 'alerts.json')
writeFileSync(file, JSON.stringify({ ...JSON.parse(policy), settleMinutes: 0 }))
afterAll(() => removeTempDir(dir))
const audit = await useAudit({ env: { AMPARO_ALERTS_FILE: file } })
const redaction = await audit.nats.as('redaction')
const trust = loadTrust({ audit: audit.publicJwk })

const person = randomUUID()
const userId = randomUUID()
const of = (change = {}) => anEntry({ userId, subjectRef: person, ...change })
/** Of an action that comes with a release which is not there yet. */
const FUTURE = 9_999 as Action
const [first, changed, future, keyChanged, keyGone, resealed, last] = [
  ...[of(), of(), of({ action: FUTURE }), of({ subjectRef: randomUUID() }), of({ subjectRef: randomUUID() })],
  ...[of(), of()],
] as const
let service: Awaited<ReturnType<typeof audit.start>>
const indices = new Map<string, number>()

async function past<R extends object>(table: 'leaf' | 'half_key', statement: string, params: unknown[] = []) {
  await audit.sql(`alter table audit.${table} disable trigger user`)
  const rows = await audit.sql<R>(statement, params)
  await audit.sql(`alter table audit.${table} enable trigger user`)
  return rows
}
const changeByte = (entryId = '') =>
  past('leaf', 'update audit.leaf set actor = set_byte(actor, 30, get_byte(actor, 30) # 1) where entry_id = $1', [
    entryId,
  ])
/** As whoever holds the key-encryption key may: another officer in the place of the one who looked. */
async function sealAnother(entryId: string): Promise<void> {
  const [row] = await audit.sql<LeafColumns>('select * from audit.leaf where entry_id = $1', [entryId])
  const [key] = await audit.sql<{ name: string; wrapped: Buffer }>('select * from audit.half_key where id = $1', [
    row?.actor_key,
  ])
  if (row === undefined || key === undefined) throw new Error('no such leaf')
  const keyStore = await openFileKeyStore(audit.env.AMPARO_KEYSTORE_DIR)
  const month = await keyStore.unwrap(key.wrapped, keyContextOf(key.name))
  const of = { entryId, half: 'actor' } as const
  const { bytes, salt } = openHalf(month, row.actor, of)
  const another = fromBinary(EntrySchema, bytes)
  another.userId = randomUUID()
  const actor = sealHalf(month, { bytes: toBinary(EntrySchema, another), salt }, of)
  await past('leaf', 'update audit.leaf set actor = $2 where entry_id = $1', [entryId, Buffer.from(actor)])
}
const readAnew = () => audit.sql('update audit.projection set form = 0')
const get = async <T>(path: string): Promise<T> => {
  const token = await audit.issuer.token({ scope: 'audit:read audit:review' })
  const response = await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.status, path).toBe(200)
  return (await response.json()) as T
}
interface Shown {
  readonly id: string
  readonly index: number
  readonly action: string
  readonly code?: string
  readonly userId?: string
}
const search = async (query: string) => (await get<{ entries: Shown[] }>(`/entries?${query}`)).entries
const unreadable = () => search('actions=entry_unreadable')
/** That an entry cannot be read: of what was readable when rules went over it there may be others. */
const saidOf = async (entryId = '') => {
  const { alerts } = await get<{ alerts: { rule: string; entryIds: string[]; says: { en: string } }[] }>('/alerts')
  return alerts
    .filter(({ rule, entryIds }) => rule === 'entry_unreadable' && entryIds.includes(entryId))
    .map(({ says }) => says.en)
}

beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
  for (const entry of [first, changed, future, keyChanged, keyGone, resealed, last])
    indices.set(entry.entryId ?? '', Number((await appended(redaction, entry)).index))
  await changeByte(changed.entryId)
  await past('half_key', 'update audit.half_key set wrapped = set_byte(wrapped, 40, 0) || $2 where name = $1', [
    `person/${keyChanged.subjectRef}`,
    Buffer.from([0]),
  ])
  await past('half_key', 'delete from audit.half_key where name = $1', [`person/${keyGone.subjectRef}`])
  await sealAnother(resealed.entryId ?? '')
  // A round may have read them before they were changed.
  await readAnew()
})

test('A row that was changed, and an action that is unknown, are marked with where and why, and nothing else stops', async () => {
  expect(await unreadable()).toMatchObject([
    { id: resealed.entryId, index: indices.get(resealed.entryId ?? ''), code: 'record_unreadable' },
    { id: keyChanged.entryId, index: indices.get(keyChanged.entryId ?? ''), code: 'record_unreadable' },
    { id: future.entryId, index: indices.get(future.entryId ?? ''), code: 'code_unknown' },
    { id: changed.entryId, index: indices.get(changed.entryId ?? ''), code: 'record_unreadable' },
  ])
  const found = await search(`userId=${userId}`)
  // Of whose person a key was destroyed, it is still said who looked.
  expect(found.map(({ id }) => id)).toEqual([last, keyGone, first].map(({ entryId }) => entryId))
})

test('What is not of them is told of a person as before', async () => {
  const request = create(LooksRequestSchema, { nonce: randomUUID(), subjectRefs: [person] })
  const answer = await redaction.ask(looks, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(LooksRequestSchema, request)) }
  const { entries } = verifyStatement(LooksSchema, 'looks.v1', answer.looks, trust.keyOf('audit'), bound)
  // And that an auditor was shown some of it, above.
  const looked = entries.filter(({ action }) => action !== Action.LOG_READ)
  expect(looked.map(({ entryId }) => entryId)).toEqual([last.entryId, first.entryId])
})

test('Each is put before auditors, by leaf and reason', async () => {
  for (const { entryId = '', code } of [
    { ...changed, code: 'record_unreadable' },
    { ...future, code: 'code_unknown' },
    { ...resealed, code: 'record_unreadable' },
  ]) {
    const leaf = indices.get(entryId)
    expect(await saidOf(entryId)).toEqual([expect.stringContaining(`leaf ${leaf}, ${words?.[code]?.en}`)])
  }
  expect(await saidOf(first.entryId)).toEqual([])
})

test('A key of a person that is gone though nobody was erased is put before auditors, and who looked is told as before', async () => {
  const lost = `of whom leaf ${indices.get(keyGone.entryId ?? '')} is`
  const told = async () => {
    const { alerts } = await get<{ alerts: { rule: string; says: { en: string } }[] }>('/alerts')
    return alerts.filter(({ rule, says }) => rule === 'key_gone' && says.en.includes(lost))
  }
  // Whoever takes over begins with a round.
  await service.stop()
  service = await audit.start()
  await untilWriting(redaction)
  await waitFor(async () => (await told()).length === 1)
  expect((await search(`userId=${userId}`)).map(({ id }) => id)).toContain(keyGone.entryId)
})

test('One that was changed after rules had gone over it is put before them when it is read anew', async () => {
  await changeByte(first.entryId)
  await readAnew()
  expect(await saidOf(first.entryId)).toHaveLength(1)
  expect(await saidOf(changed.entryId)).toHaveLength(1)
})

test('The entry of a changed row, sent again, gets no receipt, and what comes with it does', async () => {
  const others = Array.from({ length: 20 }, () => of())
  const [again, ...receipts] = await Promise.allSettled([changed, ...others].map(entry => appended(redaction, entry)))
  expect(again).toMatchObject({ status: 'rejected', reason: { code: 'log_entry_id_reused' } })
  expect(receipts.map(({ status }) => status)).toEqual(others.map(() => 'fulfilled'))
})

test('When a key of a month is gone before its time, its entries are said to be unreadable', async () => {
  const [month] = await past<{ id: string; name: string; wrapped: Buffer }>(
    'half_key',
    `delete from audit.half_key where name like 'month/%' returning *`,
  )
  await readAnew()
  const [newest] = await search('actions=entry_unreadable&limit=1')
  expect(newest).toMatchObject({ code: 'key_missing' })
  await audit.sql('insert into audit.half_key (id, name, wrapped) overriding system value values ($1, $2, $3)', [
    ...[month?.id, month?.name, month?.wrapped],
  ])
})
