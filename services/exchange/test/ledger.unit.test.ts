import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, type Had, isTold, type Line, partsOf } from '../src/domain/ledger.ts'

const DAY = 24 * 3_600_000
const id = randomUUID()
const line = (state: Line['state'], sha256 = 'aa'): Line => ({ messageId: id, sha256, state })
const had = (stated: Had['stated'], sha256 = 'aa'): Had => ({ messageId: id, sha256, stated })

describe('two books of one day', () => {
  test.each([
    ['delivered there, delivered here', line('delivered'), had('delivered'), undefined],
    ['refused there, refused here', line('refused'), had('refused'), undefined],
    ['under way there, answered here', line('under_way'), had('delivered'), undefined],
    ['under way there, and not come', line('under_way'), undefined, undefined],
    ['given up there, and never come', line('expired'), undefined, undefined],
    ['given up there, unanswered here', line('expired'), had(null), undefined],
    ['given up there, delivered here', line('expired'), had('delivered'), 'other_outcome'],
    ['delivered there, refused here', line('delivered'), had('refused'), 'other_outcome'],
    ['delivered there, unanswered here', line('delivered'), had(null), 'other_outcome'],
    ['delivered there, not here', line('delivered'), undefined, 'not_here'],
    ['refused there, not here', line('refused'), undefined, 'not_here'],
    ['other content', line('delivered'), had('delivered', 'bb'), 'other_content'],
    ['unknown there', undefined, had('delivered'), 'not_sent'],
  ])('%s', (_, theirs, ours, kind) => {
    expect(compare(theirs ? [theirs] : [], ours ? [ours] : [])).toEqual(kind ? [{ messageId: id, kind }] : [])
  })
})

const lines = fc
  .uniqueArray(fc.uuid(), { maxLength: 40 })
  .map(ids => ids.toSorted().map(messageId => ({ messageId, sha256: 'aa', state: 'delivered' as const })))

test('the parts of a day hold every line once, and between them every id there can be', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 9 }), fc.uuid(), (all, most, any) => {
      const parts = partsOf(all, most)
      expect(parts.flatMap(part => part.lines)).toEqual(all)
      expect(parts.every(part => part.lines.length <= most)).toBe(true)
      for (const { lines: told, fromId, toId } of parts)
        expect(told.every(({ messageId }) => messageId >= fromId && messageId <= toId)).toBe(true)
      expect(parts.filter(({ fromId, toId }) => any >= fromId && any <= toId)).toHaveLength(1)
    }),
  )
})

test('a day is told once its books are closed, and not years later', () => {
  const sentAt = new Date('2026-03-10T03:00:00Z')
  expect(['2026-03-08', '2026-02-22'].map(day => isTold(day, sentAt, 14))).toEqual([true, true])
  const wrong = ['2026-03-10', '2026-03-11', '2026-02-20', '2025-03-08', '08.03.2026', '2026-3-8', '']
  expect(wrong.filter(day => isTold(day, new Date(sentAt.getTime()), 14))).toEqual([])
  expect(isTold('2026-03-09', new Date('2026-03-09T00:00:00Z'), 14)).toBe(false)
  expect(isTold('2026-03-09', new Date(Date.parse('2026-03-09T00:00:00Z') + DAY), 14)).toBe(true)
})
