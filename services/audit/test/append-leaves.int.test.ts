import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openFileKeyStore } from '@amparo/crypto'
import { isUniqueViolation, openStore } from '@amparo/store'
import { removeTempDir, tempDir, useHubDatabase } from '@amparo/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createSequencer } from '../src/commands/sequencer.ts'
import { type LogWriter, logWriter } from '../src/commands/write-batch.ts'
import { personKeyName } from '../src/domain/key-names.ts'
import type { NewLeaf } from '../src/domain/placement.ts'
import { openDestroyedNames } from '../src/ports/destroyed-names.ts'
import { destroyKeys } from '../src/store/half-keys.ts'
import { halfKeys, settleKeys } from '../src/store/open-keys.ts'

const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
const url = database.services['audit'] ?? ''
const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit', pipeline: true })
const dir = tempDir('append-leaves')
const keystore = join(dir, 'keystore')
const keyStore = await openFileKeyStore(keystore)
await settleKeys(keyStore, store)
const destroyed = await openDestroyedNames(keystore)
const now = () => new Date()
const lease = await store.leases.acquire('sequencer', 'test', 3_600_000)
afterAll(async () => {
  await store.close()
  removeTempDir(dir)
})

/** Another one has other keys open, as another instance would. */
function aWriter() {
  if (lease === undefined) throw new Error('somebody else writes')
  const keys = halfKeys(keyStore, store, destroyed)
  return { keys, writer: logWriter({ store, keys, lease, now }) }
}
const leaf = (subjectRef?: string, entryId: string = randomUUID()): NewLeaf => {
  const entry = Buffer.from(`${entryId} at ${subjectRef}`)
  return { entryId, entry, actor: entry.subarray(0, 36), subject: entry.subarray(36), source: 'redaction', subjectRef }
}
const write = async (writer: LogWriter, leaves: readonly NewLeaf[]) =>
  writer.write(await writer.load(), await writer.seal(leaves))
const rows = () =>
  store.read(({ sql }) =>
    sql<{ entry_id: string; subject_key: string }>('select entry_id, subject_key from leaf order by index'),
  )
const keysOf = (subjectRef: string) =>
  store.read(({ sql }) => sql('select id from half_key where name = $1', [personKeyName(subjectRef)]))
let before: number
beforeEach(async () => {
  before = (await rows()).length
})

test('A batch is written with its keys, and a person who comes twice in it has one', async () => {
  const ref = randomUUID()
  const { writer } = aWriter()
  const batch = [leaf(ref), leaf(), leaf(ref), leaf(randomUUID())]
  const { placed, edge } = await write(writer, batch)
  expect(batch.map(({ entryId }) => placed.get(entryId)?.index)).toEqual(batch.map((_, i) => before + i))
  const written = (await rows()).slice(before)
  expect(written.map(row => row.entry_id)).toEqual(batch.map(({ entryId }) => entryId))
  const [key] = await keysOf(ref)
  expect([written[0]?.subject_key, written[2]?.subject_key]).toEqual([key?.['id'], key?.['id']])
  expect(new Set(written.map(row => row.subject_key)).size).toBe(3)
  expect(await writer.load()).toEqual(edge)
})

test('Of somebody who is erased between sealing and writing no key is stored, and the entry is', async () => {
  const ref = randomUUID()
  const { writer } = aWriter()
  const edge = await writer.load()
  const sealed = await writer.seal([leaf(ref)])
  await store.run(tx => destroyKeys(tx, [personKeyName(ref)]))
  await writer.write(edge, sealed)
  expect((await rows()).slice(before)).toMatchObject([{ subject_key: '0' }])
  expect(await keysOf(ref)).toEqual([])
})

test('What was encrypted with a key that somebody else had stored before is not written', async () => {
  const ref = randomUUID()
  const { writer } = aWriter()
  const edge = await writer.load()
  const sealed = await writer.seal([leaf(ref)])
  await write(aWriter().writer, [leaf(ref)])
  await expect(writer.write(edge, sealed)).rejects.toMatchObject({ code: '23505' })
  expect(await rows()).toHaveLength(before + 1)
  await write(writer, [leaf(ref)])
  const [one, other] = (await rows()).slice(before)
  expect(one?.subject_key).toBe(other?.subject_key)
})

test('Who does not hold the lease writes nothing', async () => {
  const { keys } = aWriter()
  const other = logWriter({ store, keys, lease: { name: 'sequencer', token: 99n }, now })
  const edge = await aWriter().writer.load()
  await expect(other.write(edge, await other.seal([leaf()]))).rejects.toMatchObject({ code: 'lease_lost' })
  expect(await rows()).toHaveLength(before)
})

test('An index that is taken is not given again, whatever the writer believes', async () => {
  const { writer } = aWriter()
  const old = await writer.load()
  await write(writer, [leaf()])
  const late = writer.write(old, await writer.seal([leaf()]))
  await expect(late).rejects.toSatisfy(error => isUniqueViolation(error, 'leaf_pkey'))
  expect(await rows()).toHaveLength(before + 1)
})

test('What stands in the log keeps its place, whether the writer remembers it or not, and the rest goes on', async () => {
  const known = leaf(randomUUID())
  const { writer } = aWriter()
  await write(writer, [known])
  for (const one of [writer, aWriter().writer]) {
    const next = leaf(randomUUID())
    const { placed } = await write(one, [leaf(), known, next])
    expect(placed.get(known.entryId)).toMatchObject({ index: before, entry: known.entry })
    expect((await rows()).at(-1)?.entry_id).toBe(next.entryId)
  }
  expect(await rows()).toHaveLength(before + 5)
})

test('Keys of what waits are looked for once, and one that is destroyed on its way is not kept open', async () => {
  const [kept, erased] = [randomUUID(), randomUUID()]
  await write(aWriter().writer, [leaf(kept), leaf(erased)])
  const { keys } = aWriter()
  const names = [kept, erased].map(personKeyName)
  const coming = keys.expect(names)
  await store.run(tx => destroyKeys(tx, [personKeyName(erased)]))
  keys.forget([personKeyName(erased)])
  await coming
  const found = await keys.forWriting(new Set(names))
  expect(names.map(name => found.get(name)?.id)).toEqual([Number((await keysOf(kept))[0]?.['id']), 0])
})

test('A tile is written when it is whole, and the tree goes on from it', async () => {
  const sequencer = createSequencer(aWriter().writer)
  await Promise.all(Array.from({ length: 700 }, () => sequencer.append(leaf())))
  const tiles = await store.read(({ sql }) =>
    sql<{ same: boolean }>(
      `select hashes = (select string_agg(leaf_hash, '' order by index) from leaf where leaf.index / 256 = tile.index) as same
         from tile order by index`,
    ),
  )
  expect(tiles).toEqual(Array.from({ length: Math.floor((await rows()).length / 256) }, () => ({ same: true })))
  // From tiles where they are whole, from leaves at the edge: as it was grown, so it is read.
  const { writer } = aWriter()
  const edge = await writer.load()
  const grown = await writer.write(edge, await writer.seal([leaf()]))
  expect(await writer.load()).toEqual(grown.edge)
})
