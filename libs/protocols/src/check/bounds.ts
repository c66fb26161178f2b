import { priorities } from '@amparo/contracts'
import { calendarOf } from '../calendar.ts'
import type { CalendarFile } from '../country-file.ts'
import { withinOf } from '../dues.ts'
import type { Within } from '../file-parts.ts'
import type { DeadlineDef } from '../protocol-file.ts'

export const OUT_OF_BOUNDS = 'deadline_out_of_bounds'
const DAY = 86_400_000
/** Noon of each day of a leap year: working days and months are not equally long everywhere in it. */
const STARTS = Array.from({ length: 366 }, (_, day) => new Date(Date.parse('2028-01-01T12:00:00Z') + day * DAY))

/** In what a time limit is shorter than it may be, or longer, on any day of the year. */
export function checkBounds(name: string, def: DeadlineDef, file: CalendarFile): string[] {
  if (def.atLeast === undefined && def.atMost === undefined) return []
  const { add } = readable(file)
  const limits = priorities.all.map(priority => withinOf(def, priority))
  const passes = (least: Within | undefined, most: Within | undefined): boolean =>
    least !== undefined && most !== undefined && STARTS.some(start => add(start, least) > add(start, most))
  return [
    ...(limits.some(limit => passes(def.atLeast, limit))
      ? [`"${name}" may not be shorter than ${said(def.atLeast)}.`]
      : []),
    ...(limits.some(limit => passes(limit, def.atMost))
      ? [`"${name}" may not be longer than ${said(def.atMost)}.`]
      : []),
  ]
}

/** A calendar that cannot be counted by is a fault of its own. */
function readable(file: CalendarFile): ReturnType<typeof calendarOf> {
  try {
    return calendarOf({ ...file, weekend: file.weekend.length < 7 ? file.weekend : [] })
  } catch {
    return calendarOf({ ...file, timeZone: 'UTC', weekend: [] })
  }
}

const said = (within: Within | undefined): string =>
  typeof within === 'object' ? `${within.businessDays} working days` : (within ?? '')
