import type { DeadlineDef, Within } from '@amparo/protocols'

const PRIORITIES = ['emergency', 'urgent', 'normal'] as const

/** A time limit, or those of emergency, urgent and normal. */
export function withinText(within: DeadlineDef['within']): string {
  if (typeof within === 'string' || 'businessDays' in within) return limitText(within)
  return PRIORITIES.map(priority => limitText(within[priority])).join(' / ')
}

/** ISO 8601 as people say it: 15 min, 24 h, 3 days, 1 month. */
export function limitText(within: Within): string {
  if (typeof within !== 'string') return counted(within.businessDays, 'working day')
  const sign = within.startsWith('-') ? '-' : ''
  const [date = '', time = ''] = within.replace(/^-?P/, '').split('T')
  const parts = [
    ...[...date.matchAll(/(\d+)([MWD])/g)].map(([, count, unit]) =>
      counted(Number(count), DATE_UNITS[unit ?? ''] ?? ''),
    ),
    ...[...time.matchAll(/(\d+)([HMS])/g)].map(([, count, unit]) => `${count} ${TIME_UNITS[unit ?? ''] ?? ''}`),
  ]
  return `${sign}${parts.join(' ')}`
}

const DATE_UNITS: Readonly<Record<string, string>> = { M: 'month', W: 'week', D: 'day' }
const TIME_UNITS: Readonly<Record<string, string>> = { H: 'h', M: 'min', S: 's' }
const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
