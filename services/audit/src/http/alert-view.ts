import { text } from '@amparo/protocols'
import { z } from 'zod'
import type { MovedAlert } from '../commands/move-alert.ts'
import type { AlertPolicy } from '../domain/alerts/alert-policy.ts'
import { ALERT_STEPS, type AlertEvent, stateOf } from '../domain/alerts/course.ts'
import { explained } from '../domain/alerts/explain.ts'

const agency = z.object({ hub: z.string(), agencyId: z.string() })
const words = text.describe('The same in each language')

export const alertView = z.object({
  id: z.uuid(),
  rule: z.string(),
  state: z.enum(['open', 'asked', 'answered', 'following', 'closed']),
  says: words.describe('What was seen'),
  usual: words.describe('What is usual'),
  weight: z.int(),
  raisedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  overdue: z.boolean(),
  userId: z.string().optional(),
  agency: agency.optional(),
  referralId: z.string().optional(),
  entryIds: z.array(z.uuid()),
  policyHash: z.string().describe('Of the rules under which it was raised'),
  history: z.array(
    z.object({
      step: z.enum(ALERT_STEPS),
      code: z.string(),
      says: words,
      at: z.iso.datetime(),
      userId: z.string(),
      agencyId: z.string(),
    }),
  ),
})
export type AlertView = z.output<typeof alertView>

export const alertViews =
  (policy: AlertPolicy) =>
  ({ alert, events }: MovedAlert, now: Date): AlertView => {
    const { id, rule, weight, raisedAt, dueAt, userId, agency, referralId, entryIds, policyHash, facts } = alert
    const { says, usual } = policy.rules.find(one => one.id === rule) ?? RETIRED
    const state = stateOf(events, policy)
    return {
      ...{ id, rule, state, says: explained(says, facts), usual: explained(usual, facts), weight },
      ...{ raisedAt: raisedAt.toISOString(), dueAt: dueAt.toISOString(), overdue: state !== 'closed' && dueAt <= now },
      ...(userId && { userId }),
      ...(agency && { agency }),
      ...(referralId && { referralId }),
      ...{ entryIds: [...entryIds], policyHash },
      history: events.map(({ step, code, at, userId, agencyId }) => ({
        ...{ step, code, says: saidBy(policy, step, code), at: at.toISOString(), userId, agencyId },
      })),
    }
  }

function saidBy({ questions, answers, findings, measures }: AlertPolicy, step: AlertEvent['step'], code: string) {
  const said = { asked: questions[code], answered: answers[code], found: findings[code]?.says, settled: measures[code] }
  return said[step] ?? RETIRED.says
}

const GONE = {
  es: 'Las palabras de este código ya no están en las reglas.',
  en: 'The words of this code are not in the rules any more.',
  fr: 'Les mots de ce code ne figurent plus dans les règles.',
  pt: 'As palavras deste código já não estão nas regras.',
}
/** Of a rule or code that a later policy has not. */
const RETIRED = { says: GONE, usual: GONE }
