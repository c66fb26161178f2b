import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dayAfterKey, dayOf, monthGrid, spanOf, weekOf, weekStartOf } from '../../web/work/days.ts'

const MONDAY = 1
const SUNDAY = 0

describe('the days of the calendar', () => {
  it('go on over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-11-15', 3)).toBe('2027-02-15')
  })

  it('are those of the wall, whatever the hour', () => {
    expect(dayOf(new Date(2026, 10, 24, 0, 0, 1))).toBe('2026-11-24')
    expect(dayOf(new Date(2026, 10, 24, 23, 59, 59))).toBe('2026-11-24')
  })

  it('fill whole weeks around a month, wherever weeks begin', () => {
    const november = monthGrid('2026-11-24', MONDAY)
    expect(november[0]?.[0]).toBe('2026-10-26')
    expect(november.at(-1)?.at(-1)).toBe('2026-12-06')
    expect(november.every(week => week.length === 7)).toBe(true)
    // It begins on a Sunday and has thirty days.
    expect(monthGrid('2026-11-24', SUNDAY)).toHaveLength(5)
    expect(monthGrid('2026-11-24', SUNDAY)[0]?.[0]).toBe('2026-11-01')
    // Four weeks exactly.
    expect(monthGrid('2027-02-10', MONDAY)).toHaveLength(4)
    expect(monthGrid('2026-12-10', MONDAY)[0]?.[0]).toBe('2026-11-30')
  })

  it('make weeks that begin as they do where the person is', () => {
    expect(weekOf('2026-11-24', MONDAY)[0]).toBe('2026-11-23')
    expect(weekOf('2026-11-22', SUNDAY)[0]).toBe('2026-11-22')
    expect(weekStartOf('es-MX')).toBe(SUNDAY)
    expect(weekStartOf('fr-FR')).toBe(MONDAY)
  })

  it('last from the first moment of one to the first after another', () => {
    const { from, to } = spanOf('2026-11-23', '2026-11-29')
    expect([new Date(from), new Date(to)].map(dayOf)).toEqual(['2026-11-23', '2026-11-30'])
  })
})

describe('the keys of the grid', () => {
  it.each([
    ['ArrowLeft', '2026-11-23'],
    ['ArrowRight', '2026-11-25'],
    ['ArrowUp', '2026-11-17'],
    ['ArrowDown', '2026-12-01'],
    ['Home', '2026-11-23'],
    ['End', '2026-11-29'],
    ['PageUp', '2026-10-24'],
    ['PageDown', '2026-12-24'],
  ])('%s leads from 24 November to %s', (key, day) => {
    expect(dayAfterKey(key, '2026-11-24', MONDAY, 'month')).toBe(day)
  })

  it('turn by weeks where a week is shown, and leave other keys alone', () => {
    expect(dayAfterKey('PageDown', '2026-11-24', MONDAY, 'week')).toBe('2026-12-01')
    expect(dayAfterKey('a', '2026-11-24', MONDAY, 'month')).toBeUndefined()
  })
})
