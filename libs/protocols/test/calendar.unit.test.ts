import { describe, expect, it } from 'vitest'
import { calendarOf } from '../src/calendar.ts'
import type { CalendarFile } from '../src/country-file.ts'
import { easterSunday } from '../src/easter.ts'
import { within } from '../src/file-parts.ts'

const calendar = (timeZone: string, more: Partial<CalendarFile> = {}) =>
  calendarOf({ calendar: 'test', timeZone, weekend: [6, 7], holidays: [], ...more })
const days = (businessDays: number) => ({ businessDays })
const at = (iso: string) => new Date(iso)

describe('easter', () => {
  it.each([
    ['2000-04-23'],
    ['2008-03-23'],
    ['2011-04-24'],
    ['2024-03-31'],
    ['2025-04-20'],
    ['2026-04-05'],
    ['2038-04-25'],
    ['2049-04-18'],
    ['2285-03-22'],
  ])('is on %s', date => {
    expect(easterSunday(Number(date.slice(0, 4)))).toBe(date)
  })
})

describe('working days', () => {
  it('end with the last millisecond of the Nth, counted from the day after', () => {
    expect(calendar('UTC').add(at('2026-11-23T09:00:00Z'), days(2))).toEqual(at('2026-11-25T23:59:59.999Z'))
  })

  it('do not count the weekend, whenever on it the clock starts', () => {
    const friday = calendar('UTC').add(at('2026-11-20T23:59:59.999Z'), days(1))
    expect(friday).toEqual(at('2026-11-23T23:59:59.999Z'))
    expect(calendar('UTC').add(at('2026-11-21T00:00:00Z'), days(1))).toEqual(friday)
    expect(calendar('UTC').add(at('2026-11-22T23:00:00Z'), days(1))).toEqual(friday)
  })

  it('know a weekend that is not Saturday and Sunday', () => {
    const there = calendar('UTC', { weekend: [5, 6] })
    expect(there.isWorkingDay('2026-11-22')).toBe(true)
    expect(there.add(at('2026-11-19T10:00:00Z'), days(1))).toEqual(at('2026-11-22T23:59:59.999Z'))
  })

  it('do not count holidays: of each year, of one year, and those that move with Easter', () => {
    const there = calendar('UTC', {
      holidays: [
        { name: 'New Year', on: '01-01' },
        { name: 'Census', date: '2026-01-02' },
        { name: 'Good Friday', easter: -2 },
        { name: 'Corpus Christi', easter: 60 },
      ],
    })
    expect(there.add(at('2025-12-31T12:00:00Z'), days(1))).toEqual(at('2026-01-05T23:59:59.999Z'))
    expect(there.add(at('2026-12-31T12:00:00Z'), days(1))).toEqual(at('2027-01-04T23:59:59.999Z'))
    expect(there.isWorkingDay('2026-04-03')).toBe(false)
    expect(there.isWorkingDay('2027-03-26')).toBe(false)
    expect(there.isWorkingDay('2026-06-04')).toBe(false)
    expect(there.isWorkingDay('2026-04-02')).toBe(true)
  })

  it('are days of the place, not of the server', () => {
    // Friday evening in Bogotá, Saturday already in Greenwich.
    const start = at('2026-11-21T02:00:00Z')
    expect(calendar('America/Bogota').add(start, days(1))).toEqual(at('2026-11-24T04:59:59.999Z'))
    expect(calendar('Pacific/Auckland').add(start, days(1))).toEqual(at('2026-11-23T10:59:59.999Z'))
  })

  it('end at midnight of the place on both sides of a change of the clock', () => {
    const madrid = calendar('Europe/Madrid')
    expect(madrid.add(at('2026-10-23T10:00:00Z'), days(1))).toEqual(at('2026-10-26T22:59:59.999Z'))
    expect(madrid.add(at('2026-10-22T10:00:00Z'), days(1))).toEqual(at('2026-10-23T21:59:59.999Z'))
    expect(madrid.add(at('2026-03-27T10:00:00Z'), days(1))).toEqual(at('2026-03-30T21:59:59.999Z'))
  })

  it('end with the day where midnight itself is skipped', () => {
    // Paraguay went from 23:59:59 to 01:00 on 2 October 2022 (a Sunday); it is worked here.
    const asuncion = calendar('America/Asuncion', { weekend: [] })
    expect(asuncion.add(at('2022-09-30T12:00:00Z'), days(1))).toEqual(at('2022-10-02T03:59:59.999Z'))
    expect(asuncion.add(at('2022-09-30T12:00:00Z'), days(2))).toEqual(at('2022-10-03T02:59:59.999Z'))
  })

  it('pass the leap day, which is one', () => {
    expect(calendar('UTC').add(at('2028-02-28T08:00:00Z'), days(1))).toEqual(at('2028-02-29T23:59:59.999Z'))
    expect(calendar('UTC').add(at('2027-02-26T08:00:00Z'), days(1))).toEqual(at('2027-03-01T23:59:59.999Z'))
  })
})

describe('a duration', () => {
  it('in hours is exact, also over a change of the clock', () => {
    const madrid = calendar('Europe/Madrid')
    expect(madrid.add(at('2026-10-24T20:00:00Z'), 'PT24H')).toEqual(at('2026-10-25T20:00:00Z'))
    expect(madrid.add(at('2026-03-28T20:00:00Z'), 'PT72H')).toEqual(at('2026-03-31T20:00:00Z'))
  })

  it('in days ends at the same time by the clock on the wall, also over a change', () => {
    const madrid = calendar('Europe/Madrid')
    // 22:00 in summer, 22:00 in winter: an hour more.
    expect(madrid.add(at('2026-10-24T20:00:00Z'), 'P1D')).toEqual(at('2026-10-25T21:00:00Z'))
    expect(madrid.add(at('2026-10-20T08:00:00Z'), 'P14D')).toEqual(at('2026-11-03T09:00:00Z'))
    expect(madrid.add(at('2026-03-28T20:00:00Z'), 'P1D')).toEqual(at('2026-03-29T19:00:00Z'))
  })

  it('in days that ends in the hour that is skipped ends after it', () => {
    // 02:30 on 29 March 2026 is not in Madrid.
    expect(calendar('Europe/Madrid').add(at('2026-03-28T01:30:00Z'), 'P1D')).toEqual(at('2026-03-29T01:30:00Z'))
  })

  it('in days that ends in the hour that comes twice ends the first time', () => {
    expect(calendar('Europe/Madrid').add(at('2026-10-24T00:30:00Z'), 'P1D')).toEqual(at('2026-10-25T00:30:00Z'))
  })

  it('in months ends on the last day of a month that is too short', () => {
    const utc = calendar('UTC')
    expect(utc.add(at('2026-01-31T10:00:00Z'), 'P1M')).toEqual(at('2026-02-28T10:00:00Z'))
    expect(utc.add(at('2028-01-31T10:00:00Z'), 'P1M')).toEqual(at('2028-02-29T10:00:00Z'))
    expect(utc.add(at('2026-08-31T10:00:00Z'), 'P6M')).toEqual(at('2027-02-28T10:00:00Z'))
    expect(utc.add(at('2028-02-29T10:00:00Z'), 'P12M')).toEqual(at('2029-02-28T10:00:00Z'))
  })

  it('may go back, for what comes before a deadline', () => {
    expect(calendar('UTC').add(at('2026-03-01T00:10:00Z'), '-PT30M')).toEqual(at('2026-02-28T23:40:00Z'))
    expect(calendar('Europe/Madrid').add(at('2026-10-25T21:00:00Z'), '-P1D')).toEqual(at('2026-10-24T20:00:00Z'))
  })

  it('takes no notice of weekends and holidays', () => {
    const there = calendar('UTC', { holidays: [{ name: 'Christmas', on: '12-25' }] })
    expect(there.add(at('2026-12-24T10:00:00Z'), 'P1D')).toEqual(at('2026-12-25T10:00:00Z'))
  })
})

describe('a calendar', () => {
  it('of a place that does not exist is refused', () => {
    expect(() => calendar('America/Atlantis')).toThrow(RangeError)
  })

  it('in which nobody ever works ends no working day, and says so', () => {
    expect(() => calendar('UTC', { weekend: [1, 2, 3, 4, 5, 6, 7] }).add(at('2026-01-01T00:00:00Z'), days(1))).toThrow(
      RangeError,
    )
  })
})

describe('a time limit that a file may name', () => {
  it.each(['P9999M', 'P9999W', 'P9999D', 'PT9999H9999M', 'P9999M9999W9999DT9999H9999M'])('of %s has an end', limit => {
    const end = calendar('Pacific/Apia').add(at('2126-11-23T09:00:00Z'), within.parse(limit))
    expect(end.getTime()).toBeGreaterThan(at('2126-11-23T09:00:00Z').getTime())
  })
  it.each(['P99999999D', 'P10000M', 'PT99999999999999999H', 'P', 'PT', '-P1D', 'P1Y', 'PT30S'])(
    'is not %s, of which no calendar could tell when it ends',
    limit => {
      expect(within.safeParse(limit).success).toBe(false)
    },
  )
})
