import type { Reader } from '@amparo/store'
import { beforeEach, expect, test } from 'vitest'
import type { BasisRecord } from '../src/domain/record.ts'
import { keptRecords } from '../src/store/kept-records.ts'

/** What the database holds: by person, the version of the record, and whether nothing else counts. */
let held: Map<string, { version: number; isPlain: boolean }>
let read: string[]

const reader = {} as Reader
const own = (subject: string, agency: string) =>
  subject === 'nobody' ? [] : [{ id: `${subject} ${agency} ${held.get(subject)?.version}` } as unknown as BasisRecord]
const kept = (most: number) =>
  keptRecords(most, {
    stampsOf: async (_, subject) => {
      const { version, isPlain } = held.get(subject) ?? { version: 0, isPlain: false }
      return { stamps: version === 0 ? [] : [{ key: `record ${subject}`, version: String(version) }], isPlain }
    },
    recordsOf: async (_, subject, agency) => {
      read.push(subject)
      return own(subject, agency)
    },
    exclusionsOf: async () => [],
    isGuardianFound: async () => false,
  })

beforeEach(() => {
  held = new Map(['one', 'two', 'three'].map(subject => [subject, { version: 1, isPlain: true }]))
  read = []
})

test('a person’s record is read once, and again when its stamp has risen', async () => {
  const { find, remembered } = kept(100)
  expect(remembered('one', 'police')).toBeUndefined()
  for (const version of [1, 2, 3]) {
    held.set('one', { version, isPlain: true })
    // Whoever rests something on what is remembered compares it.
    if (version > 1)
      expect(remembered('one', 'police')?.stamps).toEqual([{ key: 'record one', version: `${version - 1}` }])
    for (let n = 0; n < 2; n++) expect((await find(reader, 'one', 'police')).own).toEqual(own('one', 'police'))
    expect(read).toHaveLength(version)
    expect(remembered('one', 'police')).toMatchObject({
      own: own('one', 'police'),
      stamps: [{ version: `${version}` }],
    })
  }
})

test('one agency’s are not another’s', async () => {
  const { find, remembered } = kept(100)
  await find(reader, 'one', 'police')
  expect(remembered('one', 'health')).toBeUndefined()
  await find(reader, 'one', 'health')
  expect(read).toEqual(['one', 'one'])
})

test('where other things count as well it is read each time, and what was remembered is forgotten', async () => {
  const { find, remembered } = kept(100)
  await find(reader, 'one', 'police')
  held.set('one', { version: 1, isPlain: false })
  for (let n = 0; n < 2; n++) await find(reader, 'one', 'police')
  expect(read).toHaveLength(3)
  expect(remembered('one', 'police')).toBeUndefined()
})

test('of more than are kept, those that nobody asked for longest go first; asking at once counts nothing twice', async () => {
  const { find, remembered } = kept(4)
  await Promise.all([find(reader, 'one', 'police'), find(reader, 'one', 'police')])
  await find(reader, 'two', 'police')
  expect(remembered('one', 'police')).toBeDefined()
  await find(reader, 'three', 'police')
  expect(['one', 'two', 'three'].filter(subject => remembered(subject, 'police'))).toEqual(['one', 'three'])
})

test('of nobody nothing is remembered', async () => {
  const { find, remembered } = kept(100)
  expect(await find(reader, 'nobody', 'police')).toEqual({ own: [], exclusions: [], guardianFound: false, stamps: [] })
  expect(remembered('nobody', 'police')).toBeUndefined()
})
