import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { create, EntrySchema } from '@amparo/contracts'
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
