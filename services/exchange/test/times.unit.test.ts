import { describe, expect, it } from 'vitest'
import { after, before, isLate, isOfOtherTime, REMEMBER_MS, UPDATE_DEADLINE_MS } from '../src/domain/times.ts'

const NOW = new Date('2026-03-04T10:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('a message', () => {
  it.each([
    ['is in time until its deadline', NOW, false],
    ['is late a moment after it', before(NOW, 1), true],
    ['is late when its deadline is none', new Date(Number.NaN), true],
  ])('%s', (_, expiresAt, late) => expect(isLate({ expiresAt }, NOW)).toBe(late))

  it.each([
    ['may come from a clock that is a little ahead', after(NOW, HOUR), false],
    ['may not come from the future', after(NOW, HOUR + 1), true],
    ['may have been under way for long', after(before(NOW, REMEMBER_MS - DAY), 1), false],
    ['may not be so old that nobody would remember it', before(NOW, REMEMBER_MS - DAY), true],
    ['may not be sent at no time', new Date(Number.NaN), true],
  ])('%s', (_, sentAt, refused) => expect(isOfOtherTime({ sentAt }, NOW)).toBe(refused))
})

it('is remembered for longer than an update may be under way', () => {
  expect(UPDATE_DEADLINE_MS).toBeLessThan(REMEMBER_MS - DAY)
})
