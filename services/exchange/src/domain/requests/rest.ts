import { type Calendar, type Due, isFinal, type Run, stateOf, type Text } from '@amparo/protocols'
import { DAY } from '../times.ts'
import { nearOf } from './near.ts'
import { phoneDue } from './phone-due.ts'
import type { Step } from './request.ts'

const REST = 'rest-expected'
const PART = 'execute-part'
const WHOLE = 'execute'

/**
 * By when the rest is to follow what was handed over in part, as whoever executes said with the last part: a deadline that no protocol has. It runs
 * until all was handed over, and not while what was asked is postponed; who is called is told by the same times as of the clocks of a case.
 */
export function restOf({ protocol, state, entries }: Run<Step>, calendar: Calendar): Due[] {
  if (isFinal(protocol, state) || stateOf(protocol, state).pauses) return []
  const handed = entries.findLast(({ taken, effective }) => effective && [PART, WHOLE].includes(taken.step))?.taken
  const day = handed?.step === PART ? handed.data['expected'] : undefined
  if (handed === undefined || typeof day !== 'string') return []
  const due = new Date(Date.parse(`${day}T00:00:00Z`) + DAY)
  // The day is what tells one from another: with another day it is called anew.
  return [phoneDue({ deadline: REST, owner: 'recipient', since: due, due }, calendar, nearOf(due, handed.at))]
}

export const REST_TEXT: Readonly<Record<string, Text>> = {
  [REST]: {
    es: 'Entregar el resto de lo ejecutado',
    en: 'Hand over the rest of what was executed',
    fr: 'Remettre le reste de ce qui a été exécuté',
    pt: 'Entregar o restante do executado',
  },
}
