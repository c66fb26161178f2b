import { create, EntrySchema, toBinary } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const before = Array.from({ length: 700 }, (_, i) => create(EntrySchema, anEntry({ subjectRef: `person-${i % 7}` })))
await audit.sql(
  `insert into audit.leaf_before (index, entry_id, leaf_hash, entry, occurred_at, source)
   select index - 1, entry_id, sha256(entry), entry, now(), 'redaction'
     from unnest($1::uuid[], $2::bytea[]) with ordinality as old (entry_id, entry, index)`,
  [before.map(entry => entry.entryId), before.map(entry => Buffer.from(toBinary(EntrySchema, entry)))],
)
test('What stood in a log of the form before is carried over whole, in its order, before anything else, and once', async () => {
  const service = await audit.start()
  await untilWriting(redaction)
  const written = await audit.entries()
  expect(written.slice(0, before.length)).toEqual(before)
  // There it stood in clear.
  expect(await audit.sql('select 1 from audit.leaf_before')).toEqual([])
  await service.stop()
  await audit.start()
  await untilWriting(redaction)
  const again = await audit.entries()
  expect(again.slice(0, written.length)).toEqual(written)
  expect(new Set(again.map(({ entryId }) => entryId)).size).toBe(again.length)
  const { index } = await appended(redaction, anEntry())
  expect(Number(index)).toBe(again.length)
})
