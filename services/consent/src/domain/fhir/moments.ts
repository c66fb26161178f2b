const DAY = /^\d{4}-\d{2}-\d{2}$/
/** FHIR's dateTime with a time always has a zone. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/
const DAY_MS = 86_400_000

/** A day, in UTC, or a moment of it. A year or a month alone is too little to rest on. */
function parsed(value: unknown): { readonly ms: number; readonly wholeDay: boolean } | undefined {
  if (typeof value !== 'string') return undefined
  const wholeDay = DAY.test(value)
  if (!wholeDay && !TIME.test(value)) return undefined
  const day = value.slice(0, 10)
  const ms = Date.parse(wholeDay ? `${day}T00:00:00Z` : value)
  return Number.isNaN(ms) || !isReal(day) ? undefined : { ms, wholeDay }
}

/** 30 February would be 2 March. */
function isReal(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
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
