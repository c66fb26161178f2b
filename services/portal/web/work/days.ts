/** Days as YYYY-MM-DD: of the calendar on the wall, whatever the clock says there. */
export type Day = string

const utc = (day: Day) => new Date(`${day}T00:00:00Z`)
const asDay = (date: Date): Day => date.toISOString().slice(0, 10)

/** The day that it is here at that moment. */
export function dayOf(moment: Date): Day {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

export function addDays(day: Day, count: number): Day {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + count)
  return asDay(date)
}

/** The same day of another month, or its last when it has fewer. */
export function addMonths(day: Day, count: number): Day {
  const date = utc(day)
  const wanted = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + count)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(wanted, last))
  return asDay(date)
}

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: Day): number => utc(day).getUTCDay()
export const monthOf = (day: Day): string => day.slice(0, 7)

/** Weekday on which weeks begin where the person is: 0 Sunday to 6 Saturday. */
export function weekStartOf(locale: string): number {
  const of = new Intl.Locale(locale)
  const info: unknown = 'getWeekInfo' in of && typeof of.getWeekInfo === 'function' ? of.getWeekInfo() : undefined
  const first = typeof info === 'object' && info !== null && 'firstDay' in info ? info.firstDay : undefined
  return typeof first === 'number' ? first % 7 : 1
}

export const startOfWeek = (day: Day, weekStart: number): Day => addDays(day, -((weekdayOf(day) - weekStart + 7) % 7))

const daysFrom = (first: Day, count: number): Day[] => Array.from({ length: count }, (_, i) => addDays(first, i))

export const weekOf = (day: Day, weekStart: number): readonly Day[] => daysFrom(startOfWeek(day, weekStart), 7)

/** Whole weeks, so that the month stands in them. */
export function monthGrid(day: Day, weekStart: number): readonly (readonly Day[])[] {
  const first = `${monthOf(day)}-01`
  const weeks: Day[][] = []
  for (let start = startOfWeek(first, weekStart); monthOf(start) <= monthOf(day); start = addDays(start, 7))
    weeks.push(daysFrom(start, 7))
  return weeks
}

/** From the first moment of one day to the first after another, in the time of this computer. */
export const spanOf = (first: Day, last: Day): { from: string; to: string } => ({
  from: new Date(`${first}T00:00`).toISOString(),
  to: new Date(`${addDays(last, 1)}T00:00`).toISOString(),
})

/** Where the keyboard goes from a day of the grid, after the grid pattern of the ARIA practices; undefined: not a key of it. */
export function dayAfterKey(key: string, day: Day, weekStart: number, by: 'month' | 'week'): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return startOfWeek(day, weekStart)
    case 'End':
      return addDays(startOfWeek(day, weekStart), 6)
    case 'PageUp':
      return by === 'month' ? addMonths(day, -1) : addDays(day, -7)
    case 'PageDown':
      return by === 'month' ? addMonths(day, 1) : addDays(day, 7)
    default:
      return undefined
  }
}
