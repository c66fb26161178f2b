import type { Calendar } from '@amparo/protocols'
import { localTime } from '../alerts/local-time.ts'

interface Quarter {
  /** 2026-Q4. */
  readonly name: string
  readonly begin: Date
}

/** The quarter in which a moment is, where that calendar holds. */
export function quarterOf(at: Date, calendar: Calendar): Quarter {
  const { date } = localTime(at, calendar)
  const [year = '', month = '1'] = date.split('-')
  const quarter = Math.ceil(Number(month) / 3)
  const first = String(quarter * 3 - 2).padStart(2, '0')
  return { name: `${year}-Q${quarter}`, begin: calendar.begins(`${year}-${first}-01`) }
}
