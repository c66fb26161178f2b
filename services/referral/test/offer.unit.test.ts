import { agencyTypes, priorities } from '@amparo/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eligible, expiresAt, retryAt } from '../src/domain/offer.ts'

const candidates = fc.array(
  fc.record({
    ...{ agencyId: fc.uuid(), type: fc.constantFrom(...agencyTypes.all), services: fc.constant(['housing']) },
    ofAge: fc.boolean(),
  }),
)
const types = fc.option(fc.subarray([...agencyTypes.all]), { nil: undefined })

test('whatever a protocol says, migration enforcement is not asked, nobody twice, and nobody whom it bars', () => {
  fc.assert(
    fc.property(candidates, types, types, fc.nat(), (all, only, not, n) => {
      const asked = new Set(all.slice(0, n % (all.length + 1)).map(({ agencyId }) => agencyId))
      const left = eligible(all, { only, not }, asked)
      for (const { agencyId, type } of left) {
        expect(type).not.toBe('migration_enforcement')
        expect(asked.has(agencyId)).toBe(false)
        expect(only?.includes(type) ?? true).toBe(true)
        expect(not?.includes(type) ?? false).toBe(false)
      }
      expect(all.filter(one => left.includes(one))).toEqual(left)
    }),
  )
})

test('an emergency waits a quarter of an hour for an answer, and nothing longer than three days', () => {
  const at = new Date('2026-03-04T10:00:00Z')
  const minutes = (priority: string) => (expiresAt(priority, at).getTime() - at.getTime()) / 60_000
  expect(minutes('emergency')).toBe(15)
  for (const priority of priorities.all) expect(minutes(priority)).toBeLessThanOrEqual(3 * 24 * 60)
  // Of a priority that a newer version knows and this one does not, the shortest time is assumed.
  expect(minutes('made-up')).toBe(15)
})

test('what could not be asked is tried again, later each time, and within five minutes however long that goes on', () => {
  const at = new Date()
  const waits = Array.from({ length: 40 }, (_, n) => retryAt(n, at).getTime() - at.getTime())
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits[0]).toBeGreaterThan(1_000)
  expect(waits.at(-1)).toBe(300_000)
})
