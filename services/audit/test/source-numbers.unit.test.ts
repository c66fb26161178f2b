import { describe, expect, test } from 'vitest'
import { counting, type SourceNumbers, turnOf } from '../src/domain/source-numbers.ts'

const EPOCH = 1_790_000_000_000
const at = (number: number, epoch = EPOCH) => ({ epoch, number })
const having = (...numbers: ReturnType<typeof at>[]): SourceNumbers =>
  numbers.reduce<SourceNumbers>(counting, new Map())

describe('Of what a source has numbered', () => {
  test('the first is number 1, and then each is the next', () => {
    expect(turnOf(having(), at(1))).toBe('next')
    expect(turnOf(having(), at(2))).toBe('early')
    expect(turnOf(having(at(1), at(2)), at(3))).toBe('next')
    expect(turnOf(having(at(1), at(2)), at(4))).toBe('early')
  })

  test('a number that is there is another entry’s', () => {
    for (const number of [1, 2]) expect(turnOf(having(at(1), at(2)), at(number))).toBe('repeated')
  })

  test('what was left out may come late, and once', () => {
    const counted = having(at(1), at(5))
    for (const number of [2, 3, 4, 6]) expect(turnOf(counted, at(number))).toBe('next')
    const filled = counting(counted, at(3))
    expect([2, 3, 4].map(number => turnOf(filled, at(number)))).toEqual(['next', 'repeated', 'next'])
    expect(turnOf(having(at(1), at(3), at(2)), at(2))).toBe('repeated')
    expect(counting(filled, at(9)).get(EPOCH)).toEqual({
      last: 9,
      missing: [at(2), at(4)].map(({ number }) => ({ first: number, last: number })).concat({ first: 6, last: 8 }),
    })
  })

  test('a later epoch begins with 1, and none begins after it that is earlier', () => {
    const counted = having(at(1), at(2))
    expect(turnOf(counted, at(1, EPOCH + 1))).toBe('next')
    expect(turnOf(counted, at(3, EPOCH + 1))).toBe('early')
    expect(turnOf(counted, at(1, EPOCH - 1))).toBe('repeated')
    // What was under way when the later one began.
    expect(turnOf(counting(counted, at(1, EPOCH + 1)), at(3))).toBe('next')
  })
})
