import { expect, test } from 'vitest'
import { planName } from '../src/store/plan-name.ts'

test('A statement is planned anew each time as much again was written by it, and not in between', () => {
  const name = planName('keep')
  const names = [1, 1, 1, 1, 4, 7, 1, 1].map(name)
  expect(names).toEqual(['keep-0', 'keep-1', 'keep-1', 'keep-2', 'keep-3', 'keep-3', 'keep-4', 'keep-4'])
  for (let i = 0; i < 1_000_000; i++) name(1)
  expect(name(1)).toBe('keep-19')
})
