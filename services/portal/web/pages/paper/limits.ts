import type { PaperForm } from '@amparo/client'
import type { Words } from '../../i18n/words.ts'

type Limit = PaperForm['deadlines'][number]['emergency']

const PART = /(\d+)([MWDH])/g
const UNITS: Readonly<Record<string, string>> = { M: 'month', W: 'week', D: 'day', H: 'hour' }
const CLOCK: Readonly<Record<string, string>> = { M: 'minute', H: 'hour' }

/** A time limit of a protocol as somebody reads it: PT2H, P14D, or so many working days. */
export function limitIn({ language, t }: Pick<Words, 'language' | 't'>, limit: Limit): string {
  if (typeof limit !== 'string') return t.fallback.sheet.businessDays(limit.businessDays)
  const [days = '', clock = ''] = limit.slice(1).split('T')
  const said = (text: string, units: Readonly<Record<string, string>>) =>
    [...text.matchAll(PART)].map(([, count, unit = '']) =>
      new Intl.NumberFormat(language, { style: 'unit', unit: units[unit] ?? 'day', unitDisplay: 'long' }).format(
        Number(count),
      ),
    )
  return [...said(days, UNITS), ...said(clock, CLOCK)].join(' ')
}
