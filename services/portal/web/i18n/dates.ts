import type { Language } from './language.ts'

/** Days of the calendar in words, as people write them where the browser says it is. */
export interface Dates {
  /** As in "es-MX": where weeks begin, and how dates are written. */
  readonly region: string
  /** YYYY-MM-DD with its weekday. */
  dayName(day: string): string
  weekday(day: string, style: 'long' | 'short'): string
  /** Of the month in which the day is, with its year. */
  monthName(day: string): string
  /** Hour and minute of a moment. */
  clock(iso: string): string
  /** A month in the middle of a sentence. */
  monthWithin(day: string): string
  /** From one moment to another within a week or so, by weekday. */
  range(from: string, to: string): string
}

export function datesIn(language: Language, region: string): Dates {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(region, { timeZone: 'UTC', ...options })
    return (day: string) => upper(ordinal(format.format(new Date(`${day}T00:00:00Z`)), language), language)
  }
  const short = of({ weekday: 'short' })
  const long = of({ weekday: 'long' })
  const months = new Intl.DateTimeFormat(region, { timeZone: 'UTC', month: 'long', year: 'numeric' })
  const times = new Intl.DateTimeFormat(region, { timeStyle: 'short' })
  const ranges = new Intl.DateTimeFormat(region, { weekday: 'short', hour: 'numeric', minute: '2-digit' })
  return {
    region,
    dayName: of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    weekday: (day, style) => (style === 'long' ? long(day) : short(day)),
    monthName: of({ month: 'long', year: 'numeric' }),
    monthWithin: day => months.format(new Date(`${day}T00:00:00Z`)),
    clock: iso => times.format(new Date(iso)),
    range: (from, to) => ranges.formatRange(new Date(from), new Date(to)),
  }
}

/** In French the first of a month is told as the first of a row. */
export const ordinal = (date: string, language: Language): string =>
  language === 'fr' ? date.replace(/(?<!\d)1 (?=jan|f[ée]v|mar|avr|mai|jui|ao|sep|oct|nov|d[ée]c)/, '1er ') : date

/** They stand alone, as titles. */
const upper = (text: string, language: Language) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
