import { isPartialDate } from '@amparo/contracts'
import type { Language } from '../i18n/language.ts'

const DAY = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$/
const MONTH = /^(\d{1,2}) ?[/.-] ?(\d{4})$/
const MONTHS = 12

/**
 * A day or a month of birth as it is kept, "1997-08-21" of "21/08/1997". In English some write the month first: what could be either is left as
 * it was typed, as is all that is no date, and found at fault.
 */
export function birthAsKept(typed: string, language: Language): string {
  const kept = yearFirst(typed, language)
  return isPartialDate(kept) ? kept : typed
}

function yearFirst(typed: string, language: Language): string {
  const text = typed.trim()
  const [, first = '', second = '', year = ''] = DAY.exec(text) ?? []
  if (year !== '') {
    const isDayFirst = language !== 'en' || first === second || Number(first) > MONTHS
    if (isDayFirst) return dateOf(year, second, first)
    return Number(second) > MONTHS ? dateOf(year, first, second) : typed
  }
  const [, month = '', ofYear = ''] = MONTH.exec(text) ?? []
  return ofYear === '' ? typed : dateOf(ofYear, month)
}

const dateOf = (year: string, ...rest: string[]): string => [year, ...rest.map(part => part.padStart(2, '0'))].join('-')
