import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  Action,
  create,
  DataCategory,
  encode,
  encodeEnvelope,
  eventSubject,
  LooksRequestSchema,
  LooksSchema,
  looks,
  subjectErased,
  toBinary,
} from '@amparo/contracts'
import { loadTrust, requestHash, verifyStatement } from '@amparo/crypto'
import { commitmentTo, parseLeafRecord } from '@amparo/crypto/tlog'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personKeyName } from '../src/domain/key-names.ts'
import { hashOfName } from '../src/ports/destroyed-names.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'
import { includes, leafHashOf, openCheckpoint } from './verifier.ts'

const FAULTS = ['desk_differs', 'key_gone']
const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const trust = loadTrust({ audit: audit.publicJwk })
const dir = tempDir('erased')
afterAll(() => removeTempDir(dir))

const [erased, alsoErased, other]: [string, string, string] = [randomUUID(), randomUUID(), randomUUID()]
const about = (subjectRef: string) => {
  const entryId = randomUUID()
  return { ...anEntry({ subjectRef, categories: [DataCategory.HEALTH] }), entryId }
}
const [one, two, stays] = [about(erased), about(alsoErased), about(other)]
let service: Awaited<ReturnType<typeof audit.start>>
let [held, afterwards]: { size: number; root: Buffer }[] = []

const get = async <T>(path: string): Promise<T> => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  return (await (await fetch(`${service.url}${path}`, { headers })).json()) as T
}
interface Proof {
  index: number
  record: string
  actor?: { bytes: string; salt: string }
  subject?: { bytes: string; salt: string }
  proof: string[]
  checkpoint: string
}
const proofOf = (entryId: string) => get<Proof>(`/entries/${entryId}/proof`)
const headIn = (note: string) => openCheckpoint(note, 'amparo.example/xa/access-log', audit.publicJwk)
const whole = async () => headIn(await (await fetch(`${service.url}/checkpoint`)).text())

async function erase(shareIds: string[]): Promise<void> {
  const id = randomUUID()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: id }
  const event = encode(subjectErased, { erasureId: id, shareIds }, meta)
  redaction.connection.publish(eventSubject(subjectErased), encodeEnvelope(event, 1n))
  const done = () => audit.sql("select 1 from audit.inbox where event_id = $1 and outcome = 'done'", [id])
  await waitFor(async () => (await done()).length > 0)
}
async function looksAt(subjectRefs: string[]) {
  const request = create(LooksRequestSchema, { nonce: randomUUID(), subjectRefs })
  const answer = await redaction.ask(looks, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(LooksRequestSchema, request)) }
  return verifyStatement(LooksSchema, 'looks.v1', answer.looks, trust.keyOf('audit'), bound).entries
}

beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
  for (const entry of [one, two, stays]) await appended(redaction, entry)
  held = await whole()
  expect(await looksAt([erased, alsoErased])).toHaveLength(2)
  await audit.sql(
    'create table backup_key as table audit.half_key; create table backup_projected as table audit.projected',
  )
  await erase([erased, alsoErased])
  afterwards = await whole()
})

describe('of somebody who was erased', () => {
  test('the log still says who looked, when and why, and not at whom or at what', async () => {
    for (const { entryId, userId, referralId } of [one, two]) {
      const { entries } = await get<{ entries: Record<string, unknown>[] }>(`/entries?referralId=${referralId}`)
      expect(entries).toMatchObject([{ id: entryId, userId, action: 'view_opened', categories: [], withheld: [] }])
      expect(entries[0]).not.toHaveProperty('subjectRef')
    }
  })

  test('nothing is found by any of the names that the person had', async () => {
    expect(await looksAt([erased, alsoErased])).toEqual([])
    expect(await looksAt([other])).toHaveLength(1)
  })

  test('the tree is what it was, and each entry is proven', async () => {
    expect(afterwards).toEqual(held)
    for (const { entryId } of [one, two]) {
      const { index, record, proof, actor, subject, checkpoint } = await proofOf(entryId)
      const leaf = Buffer.from(record, 'base64')
      const steps = proof.map(hash => Buffer.from(hash, 'hex'))
      expect(includes({ ...headIn(checkpoint), leafHash: leafHashOf(leaf), index, proof: steps })).toBe(true)
      expect(subject).toBeUndefined()
      const [bytes, salt] = [actor?.bytes, actor?.salt].map(text => Buffer.from(text ?? '', 'base64'))
      expect(commitmentTo(bytes ?? leaf, salt ?? leaf)).toEqual(Buffer.from(parseLeafRecord(leaf).actor))
    }
  })

  test('no row of the database holds a name, and none opens with the keys that are left', async () => {
    const rows = await audit.sql<{ row: string }>(
      `select row_to_json(leaf)::text as row from audit.leaf union all select row_to_json(half_key)::text from audit.half_key
       union all select row_to_json(projected)::text from audit.projected`,
    )
    for (const name of [erased, alsoErased]) expect(rows.filter(({ row }) => row.includes(name))).toEqual([])
    expect(rows.some(({ row }) => row.includes(other))).toBe(true)
    const read = await audit.entries()
    expect(read.filter(({ subjectRef }) => [erased, alsoErased].includes(subjectRef))).toEqual([])
    expect(read.filter(({ subjectRef }) => subjectRef === other)).toHaveLength(1)
  })

  test('what comes late says who looked, and about whom to nobody; the same again is the same leaf', async () => {
    const late = about(erased)
    const { index } = await appended(redaction, late)
    expect((await appended(redaction, late)).index).toBe(index)
    expect((await proofOf(late.entryId)).subject).toBeUndefined()
    expect(await looksAt([erased])).toEqual([])
    expect((await appended(redaction, one)).entryId).toBe(one.entryId)
    await service.stop()
    service = await audit.start()
    await untilWriting(redaction)
    await appended(redaction, about(erased))
    expect((await audit.entries()).filter(({ subjectRef }) => subjectRef === erased)).toEqual([])
  })

  test('is missed by no comparison: the key went by an erasure, and what is searched is what the log says', async () => {
    await get('/entries')
    const told = await audit.sql('select action from audit.projected where action = any ($1)', [FAULTS])
    expect(told).toEqual([])
  })
})

test('What a restored database brings back is destroyed again before the log is written', async () => {
  await service.stop()
  const rowsOf = async () =>
    (
      await audit.sql<{ row: string }>(
        'select row_to_json(half_key)::text as row from audit.half_key union all select row_to_json(projected)::text from audit.projected',
      )
    ).filter(({ row }) => row.includes(erased) || row.includes(alsoErased))
  await audit.sql(`set session_replication_role to replica;
    truncate audit.half_key_destroyed, audit.half_key, audit.projected;
    insert into audit.half_key overriding system value table backup_key; insert into audit.projected table backup_projected;
    set session_replication_role to origin`)
  expect((await rowsOf()).length).toBeGreaterThan(3)
  service = await audit.start()
  await untilWriting(redaction)
  expect(await rowsOf()).toEqual([])
  expect(await looksAt([erased, alsoErased])).toEqual([])
  expect((await audit.entries()).filter(({ subjectRef }) => subjectRef === erased)).toEqual([])
  expect((await audit.entries()).filter(({ action }) => action === Action.KEY_GONE)).toEqual([])
})

test('The service does not start where it cannot be written down whose keys are destroyed: nobody could be forgotten', async () => {
  const refusing = join(dir, 'refusing')
  // Nothing can be appended to a folder, whoever asks.
  mkdirSync(join(refusing, 'destroyed-names'), { recursive: true })
  await expect(audit.start({ AMPARO_DESTROYED_NAMES_DIR: refusing })).rejects.toThrow('ended with 1')
})

test('Names of destroyed keys stand in a folder of their own where one is named', async () => {
  await service.stop()
  const own = join(dir, 'own')
  service = await audit.start({ AMPARO_DESTROYED_NAMES_DIR: own })
  await untilWriting(redaction)
  const ref = randomUUID()
  await appended(redaction, about(ref))
  await erase([ref])
  expect(readFileSync(join(own, 'destroyed-names'), 'utf8')).toContain(hashOfName(personKeyName(ref)))
})

test('Without the key-encryption key that its entries need the service does not start', async () => {
  await expect(audit.start({ AMPARO_KEYSTORE_DIR: dir })).rejects.toThrow('ended with 1')
})
