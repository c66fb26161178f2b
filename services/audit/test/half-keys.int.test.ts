import { join } from 'node:path'
import { openStore } from '@amparo/store'
import { useHubDatabase } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { destroyKeys, insertKeys, keysNamed } from '../src/store/half-keys.ts'

const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
const url = database.services['audit'] ?? ''
const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit', pipeline: true })
afterAll(() => store.close())
const drawn = (name: string) => ({ name, wrapped: Buffer.from(`wrapped for ${name}`) })
const insert = (name: string) => store.run(tx => insertKeys(tx, [drawn(name)]))
const found = (name: string) => store.read(reader => keysNamed(reader, [name]))

test('A key is stored once, and who comes second is told which one it is', async () => {
  const [first] = await insert('person/a')
  expect(first).toMatchObject(drawn('person/a'))
  const [second] = await store.run(tx => insertKeys(tx, [{ name: 'person/a', wrapped: Buffer.from('another') }]))
  expect(second).toEqual(first)
})

test('Of somebody who is erased while it was drawn, none is stored', async () => {
  const { promise: destroying, resolve: begun } = Promise.withResolvers<void>()
  const { promise: ending, resolve: end } = Promise.withResolvers<void>()
  const erasure = store.run(async tx => {
    await destroyKeys(tx, ['person/b'])
    begun()
    await ending
  })
  await destroying
  const inserting = insert('person/b')
  // The database has been asked, and waits.
  await new Promise(resolve => setTimeout(resolve, 200))
  end()
  await erasure
  expect(await inserting).toEqual([])
  expect(await found('person/b')).toEqual([{ name: 'person/b', kept: undefined, destroyed: true }])
})
