import { join } from 'node:path'
import { generateDataKey, openFileKeyStore } from '@amparo/crypto'
import { openStore } from '@amparo/store'
import { removeTempDir, tempDir, useHubDatabase, wrapUnbound } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openDestroyedNames } from '../src/ports/destroyed-names.ts'
import { insertKeys } from '../src/store/half-keys.ts'
import { CHANGED, halfKeys, settleKeys } from '../src/store/open-keys.ts'

const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
const url = database.services['audit'] ?? ''
const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit', pipeline: true })
const superuser = new Client({ connectionString: database.superuserUrl })
await superuser.connect()
const dir = tempDir('half-keys')
const keyStoreDir = join(dir, 'keystore')
const keyStore = await openFileKeyStore(keyStoreDir)
await settleKeys(keyStore, store)
afterAll(async () => {
  await superuser.end()
  await store.close()
  removeTempDir(dir)
})
/** As another instance, with none held open. */
const opened = async () => halfKeys(keyStore, store, await openDestroyedNames(dir))

/** Draws and stores one, and answers its id. */
async function kept(name: string): Promise<number> {
  const keys = await opened()
  const key = await keys.draw(name)
  return (await store.run(tx => keys.store(tx, [key]))).get(key) ?? 0
}
const putInPlaceOf = async (name: string, of: string) => {
  await superuser.query('alter table audit.half_key disable trigger user')
  await superuser.query(
    'update audit.half_key set wrapped = (select wrapped from audit.half_key where name = $2) where name = $1',
    [name, of],
  )
  await superuser.query('alter table audit.half_key enable trigger user')
}

test('In the place of another’s, where it would outlive the end of that one, a key opens nothing, and nothing is written under it', async () => {
  const [mine, theirs] = [await kept('person/c'), await kept('person/d')]
  await putInPlaceOf('person/c', 'person/d')
  const keys = await opened()
  const read = await store.read(reader => keys.forReading(reader, [mine, theirs]))
  expect(read.get(mine)).toBe(CHANGED)
  expect(read.get(theirs)).not.toBe(CHANGED)
  await expect(keys.forWriting(new Set(['person/c']))).rejects.toMatchObject({ code: 'record_unreadable' })
})

test('A key that was wrapped before keys said whose they are opens, for reading and for writing', async () => {
  const [keyId = ''] = await keyStore.keyIds()
  const key = generateDataKey()
  const before = { name: 'person/e', wrapped: wrapUnbound(keyStoreDir, keyId, key) }
  const [{ id } = { id: 0 }] = await store.run(tx => insertKeys(tx, [before]))
  const keys = await opened()
  const read = await store.read(reader => keys.forReading(reader, [id]))
  expect(read.get(id)).toMatchObject({ symmetricKeySize: 32 })
  expect((await keys.forWriting(new Set([before.name]))).get(before.name)?.key.equals(key)).toBe(true)
})
