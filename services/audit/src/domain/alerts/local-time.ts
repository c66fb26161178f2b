import type { Calendar } from '@amparo/protocols'

export interface LocalTime {
  /** ISO 8601. */
  readonly date: string
  readonly hour: number
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock in that country showed. */
export function localTime(at: Date, { timeZone }: Pick<Calendar, 'timeZone'>): LocalTime {
  const format = formats.get(timeZone) ?? formatOf(timeZone)
  formats.set(timeZone, format)
  const { year, month, day, hour, minute } = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>
  return { date: `${year}-${month}-${day}`, hour: Number(hour), minute: Number(minute) }
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  })
