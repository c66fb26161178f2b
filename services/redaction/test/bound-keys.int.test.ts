import { randomUUID } from 'node:crypto'
import { generateDataKey } from '@amparo/crypto'
import { wrapUnbound } from '@amparo/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { rotateKey } from '../src/commands/rotate-key.ts'
import { dataKeys } from '../src/store/data-keys.ts'
import { useRedaction } from './fixtures/service.ts'

const { app, keyStore, keyStoreDir, keysDatabase, keyRows, lines } = await useRedaction()
const keys = dataKeys(keyStore, keysDatabase)
const rotate = () =>
  rotateKey({ keyStore, database: keysDatabase, now: () => new Date(), backupDays: 0 })({ compromised: true })
const wrappedOf = async (id: string): Promise<Buffer> =>
  (await keyRows('select wrapped from wrapped_key where subject_id = $1', [id]))[0]?.wrapped
const named = (wrapped: Uint8Array) => [Buffer.from(wrapped.subarray(1, 17)).toString('hex'), Buffer.from(wrapped)]
const put = (id: string, wrapped: Uint8Array) =>
  keyRows('update wrapped_key set key_id = $2, wrapped = $3 where subject_id = $1', [id, ...named(wrapped)])
const insert = async (id: string, wrapped: Uint8Array) =>
  keyRows('insert into wrapped_key (subject_id, key_id, wrapped) values ($1, $2, $3)', [...[id, ...named(wrapped)]])
const create = async (): Promise<string> => {
  const id = randomUUID()
  await keys.create(id)
  return id
}
const unreadable = { code: 'record_unreadable' }
const reported = () => lines.filter(line => line.includes('keys.unreadable'))

describe('a person’s key', () => {
  test('is not taken for that of another, in whose row somebody has put it', async () => {
    const [one, other] = [await create(), await create()]
    const own = await wrappedOf(other)
    await put(other, await wrappedOf(one))
    await expect(keys.get(other)).rejects.toMatchObject(unreadable)
    await put(other, own)
    await keys.get(other)
  })

  test('that somebody keeps under another id outlives no erasure: it opens nothing there, and no rotation takes it on', async () => {
    const [person, keptAs] = [await create(), randomUUID()]
    const wrapped = await wrappedOf(person)
    await insert(keptAs, wrapped)
    await keysDatabase.erase(person)
    const old = await keysDatabase.currentKeyId()
    await rotate()
    await app.tendKeys()
    expect(await wrappedOf(keptAs)).toEqual(wrapped)
    await expect(keys.get(keptAs)).rejects.toMatchObject(unreadable)
    await keysDatabase.drop(keptAs)
    await app.tendKeys()
    expect(await keyStore.keyIds()).not.toContain(old)
  })

  test('is the same, however the id of the person is written', async () => {
    const id = await create()
    expect((await keys.get(id.toUpperCase())).equals(await keys.get(id))).toBe(true)
  })
})

describe('what cannot be opened', () => {
  beforeEach(() => {
    lines.length = 0
  })

  test('is passed over and told once; all else is wrapped anew, and its key-encryption key stays until it is settled', async () => {
    const [first, ...bad] = await Promise.all(Array.from({ length: 251 }, () => create()))
    const moved = await wrappedOf(first ?? '')
    for (const id of bad) await put(id, moved)
    const good = await Promise.all(Array.from({ length: 5 }, () => create()))
    const old = await keysDatabase.currentKeyId()
    const next = await rotate()
    await app.tendKeys()
    await app.tendKeys()
    const left = await keyRows('select subject_id from wrapped_key where key_id <> $1 order by subject_id', [next])
    expect(left.map(row => row.subject_id)).toEqual(bad.toSorted())
    for (const id of good) await keys.get(id)
    expect(reported()).toHaveLength(1)
    expect(reported()[0]).toContain('"count":250')
    expect(await keyStore.keyIds()).toContain(old)
    await keyRows('delete from wrapped_key where subject_id = any ($1)', [bad])
    await app.tendKeys()
    expect(await keyStore.keyIds()).toEqual([next])
  })

  test('is not hidden by its row: that names the key-encryption key which its bytes name, by which one is struck off', async () => {
    const id = await create()
    const next = await rotate()
    const hiding = keyRows('update wrapped_key set key_id = $2 where subject_id = $1', [id, next])
    await expect(hiding).rejects.toThrow('wrapped_key_names_its_key')
    await app.tendKeys()
    expect(await keyStore.keyIds()).toEqual([next])
    await keys.get(id)
  })
})

describe('a key that was wrapped before keys said whose they are', () => {
  test('opens, is bound where it stands, and its bytes of before open nothing once the key-encryption key is another', async () => {
    const [id, key, keyId] = [randomUUID(), generateDataKey(), (await keysDatabase.currentKeyId()) ?? '']
    const before = wrapUnbound(keyStoreDir, keyId, key)
    await insert(id, before)
    expect((await keys.get(id)).equals(key)).toBe(true)
    await app.tendKeys()
    const bound = await wrappedOf(id)
    expect([bound[0], bound.subarray(1, 17).toString('hex')]).toEqual([2, keyId])
    expect((await keys.get(id)).equals(key)).toBe(true)
    await rotate()
    await app.tendKeys()
    expect((await keys.get(id)).equals(key)).toBe(true)
    await put(id, before)
    await expect(keys.get(id)).rejects.toMatchObject({ code: 'key_encryption_key_missing' })
  })
})
