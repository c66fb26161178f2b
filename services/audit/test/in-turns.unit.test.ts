import { expect, test } from 'vitest'
import { mapInTurns } from '../src/in-turns.ts'

test('What is mapped stays in its order, and whatever else waits has its turn again and again meanwhile', async () => {
  let mapped = 0
  let most = 0
  let before = 0
  const look = () => {
    most = Math.max(most, mapped - before)
    before = mapped
    if (mapped < 1_000) setImmediate(look)
  }
  setImmediate(look)
  const numbers = Array.from({ length: 1_000 }, (_, i) => i)
  const result = await mapInTurns(numbers, (number, nth) => {
    mapped += 1
    return number + nth
  })
  expect(result).toEqual(numbers.map(n => 2 * n))
  expect(most).toBeLessThanOrEqual(64)
})

test('What a step throws ends it', async () => {
  await expect(
    mapInTurns([1, 2], () => {
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
})
