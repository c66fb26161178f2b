import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Drawable, draw, monthOf, type SamplingPlan } from '../src/domain/samples/draw.ts'

const plan: SamplingPlan = { actions: ['view_opened'], share: 0.1, ofEachAgency: 2 }
const lotOf = (seed: string) => (entryId: string) => hash('sha256', `${seed}${entryId}`, 'hex')
const accesses = (count: number, agencies: number): Drawable[] =>
  Array.from({ length: count }, (_, i) => ({ entryId: `e${i}`, agency: `a${i % agencies}` }))

describe('A sample', () => {
  test('is the same of the same accesses and seed, in whatever order they come, and another of another seed', () => {
    const all = accesses(500, 3)
    const drawn = draw(all, plan, lotOf('one'))
    expect(drawn).toHaveLength(50)
    expect(draw(all.toReversed(), plan, lotOf('one'))).toEqual(drawn)
    expect(draw(all, plan, lotOf('other'))).not.toEqual(drawn)
  })

  test('has each agency in it, however few its accesses are', () => {
    const few: Drawable = { entryId: 'only', agency: 'small' }
    for (let seed = 0; seed < 50; seed++)
      expect(draw([...accesses(300, 2), few], plan, lotOf(String(seed)))).toContain('only')
  })

  test('is never larger than asked, nor has anything twice', () => {
    for (const [count, agencies] of [
      [0, 1],
      [1, 1],
      [7, 7],
      [40, 4],
      [999, 5],
    ] as const) {
      const drawn = draw(accesses(count, agencies), plan, lotOf('s'))
      expect(new Set(drawn).size).toBe(drawn.length)
      expect(drawn.length).toBe(Math.min(count, Math.max(2 * agencies, Math.ceil(count / 10))))
    }
  })

  test('favours nobody: over many seeds each access is drawn about as often', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 400; seed++)
      for (const id of draw(accesses(100, 1), plan, lotOf(String(seed)))) counts.set(id, (counts.get(id) ?? 0) + 1)
    // Forty each on average; six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 40)).toBeLessThan(36)
    expect(counts.size).toBe(100)
  })
})

test('A month goes from its first moment to that of the next', () => {
  expect(monthOf('2026-12')).toEqual({ from: new Date('2026-12-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') })
})
