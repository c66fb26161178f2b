import { expect, test } from 'vitest'
import { daysLeft, endingWithin, type Lasting } from '../src/domain/ending.ts'

const now = new Date('2026-03-01T12:00:00Z')
const DAY_MS = 86_400_000
const key = (fingerprint: string, days: number | undefined, changes: Partial<Lasting> = {}): Lasting => ({
  ...{ fingerprint, hub: 'XA', agencyId: '', use: 'redaction_sign' },
  endsAt: days === undefined ? undefined : new Date(now.getTime() + days * DAY_MS),
  ...changes,
})
const ending = (...keys: Lasting[]) =>
  endingWithin(keys, now, 30).map(({ fingerprint, daysLeft: left }) => [fingerprint, left])

test('a key that ends within the time is announced, the next to end first, and so is one that has ended', () => {
  const [other, third] = [{ use: 'consent_sign' }, { hub: 'XB' }]
  expect(ending(key('a', 29.5), key('b', -1, other), key('c', 30, third))).toEqual([
    ['b', -1],
    ['a', 29],
  ])
})

test('one that another has taken the place of is not, whether that ends later or never', () => {
  expect(ending(key('a', 3), key('b', 400))).toEqual([])
  expect(ending(key('a', 3), key('b', undefined))).toEqual([])
  expect(ending(key('a', 3), key('b', 20))).toEqual([['b', 20]])
  // For another use, or another's.
  expect(ending(key('a', 3), key('b', 400, { use: 'consent_sign' }))).toEqual([['a', 3]])
  expect(ending(key('a', 3, { agencyId: 'one' }), key('b', undefined, { agencyId: 'two' }))).toEqual([['a', 3]])
})

test('days are whole', () => {
  expect(daysLeft(new Date(now.getTime() + DAY_MS - 1), now)).toBe(0)
  expect(daysLeft(undefined, now)).toBeUndefined()
})
