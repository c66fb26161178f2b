import { Temporal } from 'temporal-polyfill'
import type { CalendarFile } from './country-file.ts'
import { easterSunday } from './easter.ts'
import type { Within } from './file-parts.ts'

/** Which days are worked in a country, and what time it is there. */
export interface Calendar {
  readonly id: string
  /** IANA. */
  readonly timeZone: string
  /** @param date ISO 8601, local: 2026-12-25 */
  isWorkingDay(date: string): boolean
  /** Its first moment there. */
  begins(date: string): Date
  /** The moment a time limit that starts at `from` ends; see `addWithin`. */
  add(from: Date, within: Within): Date
}

/** Of a hub that has no overlay: Monday to Friday, UTC. */
export const PLAIN_CALENDAR: CalendarFile = { calendar: 'plain', timeZone: 'UTC', weekend: [6, 7], holidays: [] }

/** A calendar without a working day would be searched for ever: no office is closed for a year. */
const LONGEST_CLOSURE_DAYS = 366

/** Throws a RangeError for a time zone that is not known here. */
export function calendarOf(file: CalendarFile): Calendar {
  // Temporal takes an offset for a zone; a country's clock changes.
  new Intl.DateTimeFormat('en', { timeZone: file.timeZone })
  const zoned = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(file.timeZone)
  const works = (day: Temporal.PlainDate) => !file.weekend.includes(day.dayOfWeek) && !isHoliday(file, day)

  /** The last millisecond of the Nth working day after the local day on which it starts. */
  const endOfBusinessDay = (from: Date, count: number): Date => {
    let day = zoned(from).toPlainDate()
    for (let left = count, closed = 0; left > 0; ) {
      day = day.add({ days: 1 })
      closed = works(day) ? 0 : closed + 1
      if (closed === 0) left -= 1
      if (closed > LONGEST_CLOSURE_DAYS) throw new RangeError('a calendar without working days')
    }
    // From the next midnight back: on some days clocks skip the last minute.
    return new Date(day.add({ days: 1 }).toZonedDateTime(file.timeZone).epochMilliseconds - 1)
  }

  return {
    id: file.calendar,
    timeZone: file.timeZone,
    isWorkingDay: date => works(Temporal.PlainDate.from(date)),
    begins: date => new Date(Temporal.PlainDate.from(date).toZonedDateTime(file.timeZone).epochMilliseconds),
    add: (from, within) =>
      typeof within === 'string'
        ? new Date(zoned(from).add(within).epochMilliseconds)
        : endOfBusinessDay(from, within.businessDays),
  }
}

const isHoliday = ({ holidays }: CalendarFile, day: Temporal.PlainDate): boolean =>
  holidays.some(holiday => {
    if ('on' in holiday) return day.toString().slice(5) === holiday.on
    if ('date' in holiday) return day.toString() === holiday.date
    return day.equals(Temporal.PlainDate.from(easterSunday(day.year)).add({ days: holiday.easter }))
  })
