import {
  type Calendar,
  type Due,
  EXECUTE_PART,
  handsOver,
  isFinal,
  type Run,
  stateOf,
  type Text,
} from '@amparo/protocols'
import { nearOf } from './near.ts'
import { endOf } from './permissions.ts'
import { phoneDue } from './phone-due.ts'
import type { Step } from './request.ts'

const REST = 'rest-expected'

/**
 * By when the rest is to follow what was handed over in part, as whoever executes said with the last part: a deadline that no protocol has. It runs
 * until all was handed over, and not while what was asked is postponed; who is called is told by the same times as of the clocks of a case.
 */
export function restOf({ protocol, state, entries }: Run<Step>, calendar: Calendar): Due[] {
  if (isFinal(protocol, state) || stateOf(protocol, state).pauses) return []
  const handed = entries.findLast(({ taken, effective }) => effective && handsOver(taken.step))?.taken
  const due = handed?.step === EXECUTE_PART ? endOf(handed.data['expected']) : undefined
  if (handed === undefined || due === undefined) return []
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
