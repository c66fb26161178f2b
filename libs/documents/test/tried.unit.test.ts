import { expect, test } from 'vitest'
import { betterOf } from '../src/sandbox/tried.ts'

function trying(answers: boolean[]) {
  const seen = { now: 0, tries: 0, told: 0 }
  const works = async () => {
    seen.tries++
    return answers.shift() ?? false
  }
  const way = betterOf('bubble', 'alone', works, { now: () => seen.now, onWorse: () => seen.told++ })
  return { seen, way }
}
const MINUTE = 60_000

test('what works is tried once, by however many at a time', async () => {
  const { seen, way } = trying([true, false])
  expect(await Promise.all([way(), way()])).toEqual(['bubble', 'bubble'])
  seen.now = 60 * MINUTE
  expect([await way(), seen]).toEqual(['bubble', { now: 60 * MINUTE, tries: 1, told: 0 }])
})

test('what fails once is tried again after a while, and told of once', async () => {
  const { seen, way } = trying([false, false, true])
  expect([await way(), await way(), seen.tries, seen.told]).toEqual(['alone', 'alone', 1, 1])
  seen.now = 10 * MINUTE
  expect([await way(), seen.tries, seen.told]).toEqual(['alone', 2, 1])
  seen.now = 20 * MINUTE
  expect([await way(), await way(), seen.tries, seen.told]).toEqual(['bubble', 'bubble', 3, 1])
})
