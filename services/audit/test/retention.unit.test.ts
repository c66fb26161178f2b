import { expect, test } from 'vitest'
import { firstKept } from '../src/domain/retention.ts'

const now = new Date('2032-03-31T23:59:59Z')

test.each([
  [1, [], '2032-02'],
  [24, [], '2030-03'],
  [120, [], '2022-03'],
  [24, ['2029-11'], '2029-11'],
  [24, ['2031-01', '2030-12'], '2030-03'],
])('with %i months and holds since %j the log is kept from %s on', (months, since, first) => {
  expect(firstKept({ months, holds: since.map(month => ({ since: month, code: 'court_order' })) }, now)).toBe(first)
})

test('where nobody has said for how long, nothing goes', () => {
  expect(firstKept(undefined, now)).toBeUndefined()
})
