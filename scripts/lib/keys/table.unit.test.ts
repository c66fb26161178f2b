import { expect, test } from 'vitest'
import { keyTable } from './table.ts'

const createdAt = new Date('2026-03-01T10:00:00Z')

test('a table of keys names each, what it wraps, and one that is missing', () => {
  const keys = [
    { keyId: 'aa', state: 'retired', createdAt, keepUntil: new Date('2026-03-09T00:00:00Z'), wraps: 12 },
    { keyId: 'bb', state: 'current', createdAt, keepUntil: null, wraps: 3 },
  ] as const
  expect(keyTable(keys, ['aa', 'cc']).split('\n')).toEqual([
    'aa  retired                              wraps 12  since 2026-03-01, kept until 2026-03-09',
    'bb  current, MISSING from the key store  wraps 3   since 2026-03-01',
    'cc  unknown to this database',
  ])
})
