import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COLUMN_NAMES, columnsOf, safeColumns } from '../src/domain/release/columns.ts'
import { anonymised, type Column, type Row } from '../src/domain/release/k-anonymity.ts'
import { VIEWS } from './fixtures/views.ts'

const columns = columnsOf(['year', 'gender', 'ageBand', 'citizenship'])
const row = (year: string, gender: string, ageBand: string, citizenship: string): Row => ({
  ...{ year, gender, ageBand, citizenship },
})
const times = (count: number, of: Row): Row[] => Array.from({ length: count }, () => of)

/** Written apart from the algorithm: how often each combination of values stands among the rows, as the answer tells them. */
function countedAgain(rows: readonly Row[], of: readonly Column[], told: Readonly<Record<string, string>>) {
  const keys = rows.map(row =>
    of.map(({ name, steps }) => steps.find(step => step.called === told[name])?.of(row[name] ?? '')).join('|'),
  )
  return new Map([...new Set(keys)].map(key => [key, keys.filter(other => other === key).length]))
}

describe('figures', () => {
  test('that hide everybody as they are stay as they are', () => {
    const rows = [
      ...times(12, row('2026', 'Feminine', '27--29', 'PE')),
      ...times(11, row('2026', 'Masculine', '18--20', 'VE')),
    ]
    expect(anonymised(rows, columns, 11)).toMatchObject({
      ...{ kReached: 11, released: 23, suppressed: 0 },
      told: { year: 'as recorded', gender: 'as recorded', ageBand: 'as recorded', citizenship: 'as recorded' },
    })
  })

  test('leave out a few who stand alone, and say how many', () => {
    const rows = [
      ...times(40, row('2026', 'Feminine', '27--29', 'PE')),
      ...times(3, row('2025', 'Masculine', '0--8', 'HT')),
    ]
    expect(anonymised(rows, columns, 11)).toMatchObject({ released: 40, suppressed: 3, cells: [{ count: 40 }] })
  })

  test('are told more coarsely when too many stand alone', () => {
    const rows = ['PE', 'VE', 'BO', 'HT'].flatMap(country => times(5, row('2026', 'Feminine', '27--29', country)))
    const figures = anonymised(rows, columns, 11)
    expect(figures).toMatchObject({
      kReached: 20,
      released: 20,
      told: { citizenship: 'not told', gender: 'as recorded' },
    })
    expect(figures?.cells).toEqual([
      { values: { year: '2026', gender: 'Feminine', ageBand: '27--29', citizenship: '*' }, count: 20 },
    ])
  })

  test('are not released when there are fewer than k persons', () => {
    expect(anonymised(times(10, row('2026', 'Feminine', '27--29', 'PE')), columns, 11)).toBeUndefined()
    expect(anonymised([], columns, 11)).toBeUndefined()
  })

  test('have no cell of fewer than k, whatever the rows, and count everybody once or say that they are left out', () => {
    const arbitraryRow = fc.record({
      year: fc.constantFrom('2024', '2025', '2026'),
      gender: fc.constantFrom('Feminine', 'Masculine', 'NonConforming'),
      ageBand: fc.constantFrom('0--8', '9--17', '18--20', '48+', 'unknown'),
      citizenship: fc.constantFrom('PE', 'VE', 'PE+VE', 'unknown'),
    })
    fc.assert(
      fc.property(fc.array(arbitraryRow, { maxLength: 120 }), fc.integer({ min: 2, max: 15 }), (rows, k) => {
        const figures = anonymised(rows, columns, k)
        if (figures === undefined) return
        const counted = countedAgain(rows, columns, figures.told)
        for (const { values, count } of figures.cells) {
          expect(count).toBeGreaterThanOrEqual(k)
          expect(counted.get(Object.values(values).join('|'))).toBe(count)
        }
        expect(figures.released + figures.suppressed).toBe(rows.length)
        expect(figures.suppressed).toBeLessThanOrEqual(rows.length / 10)
        expect(figures.kReached).toBe(Math.min(...figures.cells.map(({ count }) => count)))
      }),
    )
  })

  test('of the same rows are always the same', () => {
    const rows = ['PE', 'VE', 'BO', 'HT'].flatMap(country => times(6, row('2026', 'Feminine', '27--29', country)))
    expect(anonymised(rows.toReversed(), columns, 11)).toEqual(anonymised(rows, columns, 11))
  })
})

describe('the columns', () => {
  test('are all media-safe by the policy, and one that the policy takes away is not used', () => {
    expect(safeColumns(COLUMN_NAMES, VIEWS)).toEqual([...COLUMN_NAMES])
    const fields = VIEWS.modes.media_safe.fields.filter(field => field !== 'identity.nationalities')
    const stricter = { ...VIEWS, modes: { media_safe: { ...VIEWS.modes.media_safe, fields } } }
    expect(safeColumns(COLUMN_NAMES, stricter)).not.toContain('citizenship')
  })
})
