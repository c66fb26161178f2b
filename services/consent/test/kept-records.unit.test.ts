import type { Reader } from '@amparo/store'
import { beforeEach, expect, test } from 'vitest'
import type { BasisRecord } from '../src/domain/record.ts'
import { type FindRecords, keptRecords } from '../src/store/kept-records.ts'

/** What the database holds: by person, each basis with its version. */
let held: Map<string, readonly (readonly [id: string, version: number])[]>
let read: string[]

const reader = {
  sql: async (_: string, params: readonly unknown[] = []) => [
    {
      versions:
        held
          .get(String(params[0]))
          ?.map(one => one.join(' '))
          .join(',') ?? null,
    },
  ],
} as unknown as Reader
const records = (subject: string) =>
  (held.get(subject) ?? []).map(([id, version]) => ({ id, version }) as unknown as BasisRecord)
const counting: FindRecords = async (_, subject) => {
  read.push(subject)
  return records(subject)
}

beforeEach(() => {
  held = new Map([
    [
      'one',
      [
        ['a', 1],
        ['b', 1],
      ],
    ],
    ['two', [['c', 1]]],
    ['three', [['d', 1]]],
  ])
  read = []
})

test('a person’s bases are read once, and again when one of them has another version, is added, or gone', async () => {
  const { find } = keptRecords(100, counting)
  const asked = async () => expect(await find(reader, 'one', 'police')).toEqual(records('one'))
  await asked()
  await asked()
  expect(read).toHaveLength(1)
  for (const [changes, now] of [
    [
      ['a', 2],
      ['b', 1],
    ],
    [
      ['a', 2],
      ['b', 1],
      ['e', 1],
    ],
    [['e', 1]],
  ].entries()) {
    held.set('one', now as [string, number][])
    await asked()
    await asked()
    expect(read).toHaveLength(changes + 2)
  }
})

test('one agency’s are not another’s', async () => {
  const { find } = keptRecords(100, counting)
  await find(reader, 'one', 'police')
  await find(reader, 'one', 'health')
  expect(read).toEqual(['one', 'one'])
})

test('of more than are kept, those that nobody asked for longest go first; asking at once counts nothing twice', async () => {
  const { find } = keptRecords(3, counting)
  await Promise.all([find(reader, 'one', 'police'), find(reader, 'one', 'police')])
  await find(reader, 'two', 'police')
  read = []
  await find(reader, 'one', 'police')
  await find(reader, 'three', 'police')
  expect(read).toEqual(['three'])
  await find(reader, 'two', 'police')
  expect(read).toEqual(['three', 'two'])
})

test('of nobody nothing is read or kept', async () => {
  expect(await keptRecords(100, counting).find(reader, 'nobody', 'police')).toEqual([])
  expect(read).toEqual([])
})
