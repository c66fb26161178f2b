import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Action, create, EntrySchema } from '@amparo/contracts'
import { openFileKeyStore } from '@amparo/crypto'
import { openStore } from '@amparo/store'
import { removeTempDir, tempDir, useHubDatabase } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { leafOf } from '../src/commands/append-entry.ts'
import { projectionOf } from '../src/commands/projection.ts'
import { prune } from '../src/commands/prune.ts'
import { createSequencer } from '../src/commands/sequencer.ts'
import { logWriter } from '../src/commands/write-batch.ts'
import { shippedAlerts } from '../src/policy/load.ts'
import { openDestroyedNames } from '../src/ports/destroyed-names.ts'
import { halfKeys, settleKeys } from '../src/store/open-keys.ts'
import { backdate } from './aged.ts'
import { anEntry } from './support.ts'

const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
const url = database.services['audit'] ?? ''
const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit', pipeline: true })
const superuser = new Client({ connectionString: database.superuserUrl })
await superuser.connect()
const dir = tempDir('prune')
const keyStore = await openFileKeyStore(join(dir, 'keystore'))
await settleKeys(keyStore, store)
afterAll(async () => {
  await superuser.end()
  await store.close()
  removeTempDir(dir)
})

const now = () => new Date()
const sql = async <R extends object>(text: string, params: unknown[] = []) =>
  (await superuser.query<R>(text, params)).rows
const lease = await store.leases.acquire('sequencer', 'test', 3_600_000)
/** As another instance would, with no key open. */
async function opened() {
  if (lease === undefined) throw new Error('somebody else writes')
  const keys = halfKeys(keyStore, store, await openDestroyedNames(dir))
  const projection = projectionOf({ store, keys, unreadable: () => {} })
  return { keys, projection, sequencer: createSequencer(logWriter({ store, keys, lease, now })) }
}

test('What cannot be written down as destroyed is not said to be pruned either; later it is, once', async () => {
  const before = await opened()
  await before.sequencer.append(leafOf(create(EntrySchema, anEntry({ subjectRef: randomUUID() }))))
  await before.sequencer.stop()
  await backdate({ sql, env: { AMPARO_KEYSTORE_DIR: join(dir, 'keystore') } }, 30)
  const { keys, projection, sequencer } = await opened()
  const deps = {
    ...{ hub: 'XA', store, keys, projection, sequencer, now, newId: randomUUID, policy: shippedAlerts() },
    ...{ held: async () => new Set<string>(), retention: { months: 24, holds: [] }, pruned: () => {} },
  }
  const refusing = { ...keys, destroying: () => Promise.reject(new Error('read-only file system')) }
  const prunings = async () => {
    await projection.catchUp()
    return (await sql('select from audit.projected where action = $1', ['log_pruned'])).length
  }
  await expect(prune({ ...deps, keys: refusing })()).rejects.toThrow('read-only file system')
  expect(await prunings()).toBe(0)
  expect(await sql('select from audit.log_minimum')).toEqual([])
  await prune(deps)()
  expect(await prunings()).toBe(1)
  expect(await sql('select from audit.log_minimum')).toHaveLength(1)
  await sequencer.stop()
})

test('What goes, goes in parts, between which is written; an order that comes between two is asked for and keeps what is there', async () => {
  const before = await opened()
  const kept = randomUUID()
  for (const subjectRef of [...Array.from({ length: 7 }, () => randomUUID()), kept])
    await before.sequencer.append(leafOf(create(EntrySchema, anEntry({ subjectRef }))))
  await before.sequencer.stop()
  await backdate({ sql, env: { AMPARO_KEYSTORE_DIR: join(dir, 'keystore') } }, 27)
  const { keys, projection, sequencer } = await opened()
  const [[{ first = 0 } = {}], [{ size = 0 } = {}]] = [
    await sql<{ first: number }>('select max(index)::int as first from audit.log_minimum'),
    await sql<{ size: number }>('select count(*)::int as size from audit.leaf'),
  ]
  const held = new Set<string>()
  let turns = 0
  const between: typeof sequencer.between = async work => {
    await sequencer.between(work)
    // After the first part.
    if (turns++ > 0) return
    held.add(kept)
    const order = { subjectRef: kept, action: Action.LEGAL_HOLD_PLACED, source: 'redaction' }
    await sequencer.append(leafOf(create(EntrySchema, anEntry(order))))
  }
  const deps = {
    ...{ hub: 'XA', store, keys, projection, now, newId: randomUUID, policy: shippedAlerts(), prunedAtOnce: 3 },
    ...{ held: async (refs: readonly string[]) => new Set(refs.filter(ref => held.has(ref))) },
    ...{ sequencer: { ...sequencer, between }, retention: { months: 24, holds: [] }, pruned: () => {} },
  }
  await prune(deps)()
  const minimum = (await sql<{ index: string }>('select index from audit.log_minimum order by index')).map(row =>
    Number(row.index),
  )
  const searched = await sql<{ subject_ref: string }>('select subject_ref from audit.projected where index < $1', [
    size,
  ])
  expect(searched.map(row => row.subject_ref)).toEqual([kept])
  expect(await sql('select from audit.half_key where name like $1', [`month/${monthsAgo(27)}`])).toEqual([])
  const parts = Array.from({ length: Math.ceil((size - first) / 3) }, (_, n) => Math.min(first + 3 * (n + 1), size))
  expect(minimum).toEqual([first, ...parts])
  await sequencer.stop()
})

const monthsAgo = (months: number) => {
  const day = new Date()
  day.setUTCMonth(day.getUTCMonth() - months, 1)
  return day.toISOString().slice(0, 7)
}
