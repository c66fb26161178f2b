import { loadBook } from '@amparo/protocols'
import { describe, expect, it } from 'vitest'
import { quarterOf } from '../src/domain/registers/quarter.ts'

const book = loadBook()

describe('a quarter', () => {
  it.each([
    ['2026-01-01T12:00:00Z', '2026-Q1', '01-01'],
    ['2026-03-31T12:00:00Z', '2026-Q1', '01-01'],
    ['2026-04-01T12:00:00Z', '2026-Q2', '04-01'],
    ['2026-12-31T12:00:00Z', '2026-Q4', '10-01'],
  ])('of %s is %s', (at, name, day) => {
    const calendar = book.calendarOf('XA')
    const quarter = quarterOf(new Date(at), calendar)
    expect(quarter.name).toBe(name)
    expect(quarter.begin).toEqual(calendar.begins(`2026-${day}`))
  })

  it('begins when it is midnight where the hub is, not in Greenwich', () => {
    const calendar = book.calendarOf('XA')
    const begin = calendar.begins('2026-10-01')
    expect(quarterOf(new Date(begin.getTime() - 1), calendar).name).toBe('2026-Q3')
    expect(quarterOf(begin, calendar)).toEqual({ name: '2026-Q4', begin })
    expect(begin.toISOString()).not.toBe('2026-10-01T00:00:00.000Z')
  })
})
