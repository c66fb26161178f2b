import { describe, expect, it } from 'vitest'
import { after, before, earlier, isLate, REMEMBER_MS, UPDATE_DEADLINE_MS } from '../src/domain/times.ts'

const NOW = new Date('2026-03-04T10:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('a message', () => {
  it.each([
    ['is in time until its deadline', before(NOW, HOUR), NOW, false],
    ['is late a moment after it', before(NOW, HOUR), before(NOW, 1), true],
    ['may come from a clock that is a little ahead', after(NOW, HOUR), after(NOW, DAY), false],
    ['may not come from the future', after(NOW, HOUR + 1), after(NOW, 2 * DAY), true],
    ['is late when nobody would remember it, whatever it says', before(NOW, REMEMBER_MS - DAY), after(NOW, DAY), true],
    ['is late when its deadline is none', before(NOW, HOUR), new Date(Number.NaN), true],
    ['is late when it was sent at no time', new Date(Number.NaN), after(NOW, HOUR), true],
  ])('%s', (_, sentAt, expiresAt, late) => expect(isLate({ sentAt, expiresAt }, NOW)).toBe(late))
})

it('is remembered for longer than an update may be under way', () => {
  expect(UPDATE_DEADLINE_MS).toBeLessThan(REMEMBER_MS - DAY)
})

it('takes the earlier of two', () => expect(earlier(NOW, before(NOW, 1))).toEqual(before(NOW, 1)))
