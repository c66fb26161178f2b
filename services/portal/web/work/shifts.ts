import type { Shift } from '@amparo/client'
import { addDays, type Day, dayOf } from './days.ts'

/** The days after those, on which shifts begin. */
export const laterDays = (shifts: readonly Shift[], first: Day, count: number): Day[] => {
  const days = shifts.map(({ from }) => dayOf(new Date(from))).filter(day => day >= addDays(first, count))
  return [...new Set(days)].toSorted()
}

/** Shifts that touch each day, in order of their beginning. */
export function shiftsByDay(
  shifts: readonly Shift[],
  first: Day,
  count: number,
): readonly (readonly [Day, readonly Shift[]])[] {
  const startOf = (day: Day) => new Date(`${day}T00:00`).getTime()
  return Array.from({ length: count }, (_, i) => addDays(first, i)).map(day => {
    const [begin, end] = [startOf(day), startOf(addDays(day, 1))]
    const touching = shifts.filter(({ from, to }) => Date.parse(from) < end && Date.parse(to) > begin)
    return [day, touching.toSorted((a, b) => a.from.localeCompare(b.from))] as const
  })
}
