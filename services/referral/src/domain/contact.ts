import type { Coded } from '@amparo/protocols'

/** The step with which an attempt to reach the person is noted, in whatever protocol. */
export const CONTACT = 'record-contact'

/** Whether it was the way the person has named. */
export const RULES = ['inside', 'outside', 'no-rule', 'not-compared'] as const
export type Rule = (typeof RULES)[number]

type Fields = Readonly<Record<string, Coded>>

/** As the log keeps it: marked, and never by whoever notes it. What redaction could not compare is marked so. */
export const marked = (step: string, data: Fields, rule: Rule = 'not-compared'): Fields =>
  step === CONTACT ? { ...data, rule } : data

/**
 * Whether a supervisor has to look at once: the person may be in danger, or was reached for in another way than theirs ("a person is
 * contacted only by their safe-contact rule"). Face to face needs no rule; every other way does.
 */
export function isAlarm(step: string, { rule, channel, outcome, safely }: Fields): boolean {
  if (step !== CONTACT) return false
  if (outcome === 'unsafe' || safely === 'no' || rule === 'outside') return true
  return rule !== 'inside' && channel !== 'in_person'
}
