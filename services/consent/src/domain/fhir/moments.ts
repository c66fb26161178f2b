import { DAY_MS, isDay } from '@amparo/kernel'

/** FHIR's dateTime with a time always has a zone. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** A day, in UTC, or a moment of it. A year or a month alone is too little to rest on. */
function parsed(value: unknown): { readonly ms: number; readonly wholeDay: boolean } | undefined {
  if (typeof value !== 'string') return undefined
  const wholeDay = isDay(value)
  if (!wholeDay && !(TIME.test(value) && isDay(value.slice(0, 10)))) return undefined
  const ms = Date.parse(wholeDay ? `${value}T00:00:00Z` : value)
  return Number.isNaN(ms) ? undefined : { ms, wholeDay }
}

/** The first moment of a period. */
export function startOf(value: unknown): Date | undefined {
  const start = parsed(value)
  return start && new Date(start.ms)
}

/** The first moment after a period, whose end is part of it. */
export function endOf(value: unknown): Date | undefined {
  const end = parsed(value)
  return end && new Date(end.ms + (end.wholeDay ? DAY_MS : 1))
}

/** The last day, in UTC, that lies in it to its end, YYYY-MM-DD. */
export const lastWholeDay = (end: Date): string =>
  new Date(Math.floor(end.getTime() / DAY_MS) * DAY_MS - DAY_MS).toISOString().slice(0, 10)
