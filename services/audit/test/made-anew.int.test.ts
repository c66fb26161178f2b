import { randomUUID } from 'node:crypto'
import { Action, create, EntrySchema } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { leafOf } from '../src/commands/append-entry.ts'
import { projectionOf } from '../src/commands/projection.ts'
import { anEntry } from './support.ts'
import { useWriter } from './writing.ts'

const ENTRIES = 25
const { store, keys, aWriter } = await useWriter()
const writer = aWriter()

const form = () => store.read(({ sql }) => sql<{ form: number; next: string }>('select form, next from projection'))
const rows = () => store.read(({ sql }) => sql<{ entry_id: string }>('select entry_id from projected order by index'))

test('What is searched is emptied some rows at a time before it is made anew, and is nobody’s until it is: a log of years has more than a statement gets through', async () => {
  const entries = Array.from({ length: ENTRIES }, () => anEntry({ entryId: randomUUID(), action: Action.VIEW_OPENED }))
  const leaves = entries.map(entry => leafOf(create(EntrySchema, entry)))
  await writer.write(await writer.load(), await writer.seal(leaves))
  const sizes: number[] = []
  const forms: unknown[] = []
  const projection = projectionOf({
    store: {
      run: async work => {
        const done = await store.run(work)
        sizes.push((await rows()).length)
        forms.push((await form())[0]?.form)
        return done
      },
    },
    keys: keys(),
    unreadable: () => {},
    emptiedAtOnce: 10,
  })
  await projection.catchUp()
  const [now] = await form()
  expect(sizes).toEqual([ENTRIES])
  // As a release leaves it that knew an action less.
  await store.run(tx => tx.sql('update projection set form = form - 1'))
  await projection.catchUp()
  expect(sizes).toEqual([ENTRIES, 15, 5, ENTRIES])
  expect(forms).toEqual([now?.form, 0, 0, now?.form])
  expect((await rows()).map(row => row.entry_id)).toEqual(entries.map(({ entryId }) => entryId))
})
