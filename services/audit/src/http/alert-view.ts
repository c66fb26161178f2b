import { isSecretDenial } from '@amparo/contracts'
import { HOUR_MS } from '@amparo/kernel'
import { type Text, text } from '@amparo/protocols'
import { z } from 'zod'
import type { MovedAlert } from '../commands/move-alert.ts'
import { type AlertPolicy, isSupervised, PROOFS, type Rule, WHOSE } from '../domain/alerts/alert-policy.ts'
import { ALERT_STEPS, type AlertEvent, stateOf, type UNREAD_FINDINGS } from '../domain/alerts/course.ts'
import { explained, explainedBy } from '../domain/alerts/explain.ts'
import type { Ground } from '../domain/alerts/grounds.ts'

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
  proof: z
    .enum(PROOFS)
    .optional()
    .describe('Where what proves it lies: `GET /witnessed`; or has to be looked into: its `unshown`'),
  supervised: z.literal(true).optional().describe('The supervisors of the agency have it before them, asked by nobody'),
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
    const known = policy.rules.find(one => one.id === rule)
    const { usual, proof } = known ?? RETIRED
    const state = stateOf(events, policy)
    return {
      ...{
        id,
        rule,
        state,
        says: explainedBy(known ?? RETIRED, facts, whoseIn(known, facts)),
        usual: explained(usual, facts),
        weight,
      },
      ...{ raisedAt: raisedAt.toISOString(), dueAt: dueAt.toISOString(), overdue: state !== 'closed' && dueAt <= now },
      ...(userId && { userId }),
      ...(agency && { agency }),
      ...(referralId && { referralId }),
      ...{ entryIds: [...entryIds], policyHash },
      ...(proof && { proof }),
      ...(isSupervised(policy, rule) && { supervised: true as const }),
      history: events.map(({ step, code, at, userId, agencyId }) => ({
        ...{ step, code, says: saidBy(policy, step, code), at: at.toISOString(), userId, agencyId },
      })),
    }
  }

const REFUSED = {
  rule: 'disclosure_refused',
  weight: 60,
  dueHours: 48,
  says: {
    es: 'Se pidió algo de una persona y se negó. Por qué, no se dice aquí.',
    en: 'Something of a person was asked for, and it was refused. Why is not said here.',
    fr: 'Quelque chose d’une personne a été demandé, et refusé. Pourquoi n’est pas dit ici.',
    pt: 'Pediu-se algo de uma pessoa, e foi negado. Por quê, não se diz aqui.',
  },
  usual: {
    es: 'Lo habitual: se pide lo que hace falta para un caso asignado. Diga para qué hacía falta.',
    en: 'Usual is that what is asked for is needed for a case that is assigned. Say what it was needed for.',
    fr: 'D’habitude, on demande ce qu’il faut pour un dossier attribué. Dites à quoi cela servait.',
    pt: 'O habitual: pede-se o que é preciso para um caso atribuído. Diga para que era preciso.',
  },
} as const

/**
 * As a supervisor is asked, who is of the agency that was refused: where the rule that refused would tell a secret of the person, no more than whoever
 * asked was told then (ADR 59), neither by words nor by weight or time.
 */
export const questionViews = (policy: AlertPolicy) => {
  const viewOf = alertViews(policy)
  return (moved: MovedAlert, now: Date): AlertView => {
    const { alert } = moved
    if (!isSecretDenial(String(alert.facts['code'] ?? ''))) return viewOf(moved, now)
    const { rule, weight, says, usual, dueHours } = REFUSED
    const dueAt = new Date(alert.raisedAt.getTime() + dueHours * HOUR_MS)
    return { ...viewOf({ ...moved, alert: { ...alert, weight, dueAt } }, now), rule, says, usual }
  }
}

/** Of an access without assignment, what was said of whose it was. Of alerts of before, nothing. */
const whoseIn = (rule: Rule | undefined, { whose }: Ground['facts']): Text | undefined =>
  rule?.kind === 'without_assignment'
    ? WHOSE.flatMap(one => (one === whose ? (rule.whose?.[one].says ?? []) : []))[0]
    : undefined

function saidBy({ questions, answers, findings, measures }: AlertPolicy, step: AlertEvent['step'], code: string) {
  const said = { asked: questions[code], answered: answers[code], found: findings[code]?.says, settled: measures[code] }
  return said[step] ?? UNREAD.get(code) ?? RETIRED.says
}

/** No code that anybody chooses, so not in the rules. */
const UNREAD: ReadonlyMap<string, Text> = new Map<(typeof UNREAD_FINDINGS)[number], Text>([
  [
    'expired_unread',
    {
      es: 'Nadie lo leyó; se cerró al pasar su plazo de conservación.',
      en: 'Nobody read it; it was closed when its time was over.',
      fr: 'Personne ne l’a lue ; elle a été close une fois son délai de conservation passé.',
      pt: 'Ninguém o leu; foi encerrado quando passou o seu prazo de conservação.',
    },
  ],
  [
    'expired_unfinished',
    {
      es: 'Nadie lo terminó; se cerró al pasar su plazo de conservación.',
      en: 'Nobody brought it to an end; it was closed when its time was over.',
      fr: 'Personne ne l’a menée à terme ; elle a été close une fois son délai de conservation passé.',
      pt: 'Ninguém o concluiu; foi encerrado quando passou o seu prazo de conservação.',
    },
  ],
])

const GONE = {
  es: 'Las palabras de este código ya no están en las reglas.',
  en: 'The words of this code are not in the rules any more.',
  fr: 'Les mots de ce code ne figurent plus dans les règles.',
  pt: 'As palavras deste código já não estão nas regras.',
}
/** Of a rule or code that a later policy has not. */
const RETIRED = { says: GONE, usual: GONE, proof: undefined }
