import { readFileSync } from 'node:fs'
import type { AlertView, AuditEntryView, DeskView, ErasureProof, RegisterLine, SampleView, Text } from '@amparo/client'
import { DAY_MS, id, ME } from './hub.ts'

const shipped = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../../services/audit/policy/${name}`, import.meta.url), 'utf8')) as T

interface Rules {
  readonly rules: readonly { readonly id: string; readonly says: Text; readonly usual: Text; readonly weight: number }[]
  readonly answers: Readonly<Record<string, Text>>
}
type Registers = Pick<DeskView, 'registers'>

const policy = shipped<Rules & Omit<DeskView, 'registers'>>('alerts.v1.json')
const { registers } = shipped<Registers>('registers.v1.json')
const { questions, findings, measures, sampling, answers } = policy

/** As the audit service tells it, of the shipped files. */
export const DESK: DeskView = { questions, findings, measures, sampling, registers }

const now = Date.now()
const at = (days: number) => new Date(now + days * DAY_MS).toISOString()
const own = { hub: 'XA', agencyId: id(11) }

export const ENTRY: AuditEntryView = {
  ...{ id: id(701), index: 41, action: 'view_opened', source: 'redaction', occurredAt: at(-2), userId: id(2) },
  ...{ agency: own, referralId: id(801), subjectRef: id(802), purpose: 'formal_identification', basis: 'consent' },
  ...{ authentication: 'urn:amparo:acr:mfa', basisVersion: 3, basisHash: 'b1'.repeat(32) },
  ...{ policyHash: 'a2'.repeat(32), decisionHash: 'd3'.repeat(32) },
  relations: ['same_family_name'],
  categories: ['identity', 'contact'],
  withheld: [{ category: 'health', reason: 'outside_consent', silent: true }],
}

function alertOf(n: number, rule: string, days: number, change: Partial<AlertView> = {}): AlertView {
  const found = policy.rules.find(one => one.id === rule)
  if (!found) throw new Error(`no rule ${rule}`)
  const { usual, weight } = found
  const says = JSON.parse(JSON.stringify(found.says).replaceAll('{code}', 'danger')) as Text
  return {
    ...{ id: id(n), rule, state: 'open', says, usual, weight, raisedAt: at(-3), dueAt: at(days), overdue: days < 0 },
    ...{ userId: id(2), agency: own, referralId: id(801), entryIds: [ENTRY.id], history: [] },
    ...change,
  }
}

const step = (step: AlertView['history'][number]['step'], code: string, says: Text | undefined, userId: string) => ({
  ...{ step, code, at: at(-1), userId, agencyId: id(12) },
  says: says ?? { es: code, en: code, fr: code, pt: code },
})

export const ALERTS: readonly AlertView[] = [
  alertOf(711, 'without_assignment', -0.5),
  alertOf(712, 'relation', 1),
  alertOf(713, 'glass_unreviewed', 0.05, { agency: { hub: 'XB', agencyId: id(14) } }),
]
export const FOLLOWING = alertOf(714, 'relation', 1, {
  state: 'following',
  history: [step('found', 'by_mistake', findings['by_mistake']?.says, ME)],
})
export const QUESTION = alertOf(715, 'without_assignment', 1, {
  state: 'asked',
  history: [step('asked', 'why_needed', questions['why_needed'], ME)],
})
export const ANSWERS = answers

/** An alert after a step. */
export function movedBy(alert: AlertView, name: AlertView['history'][number]['step'], code: string): AlertView {
  const texts = {
    asked: questions[code],
    answered: answers[code],
    found: findings[code]?.says,
    settled: measures[code],
  }
  const follows = name === 'found' && findings[code]?.follow === true
  const states = {
    asked: 'asked',
    answered: 'answered',
    found: follows ? 'following' : 'closed',
    settled: 'closed',
  } as const
  return { ...alert, state: states[name], history: [...alert.history, step(name, code, texts[name], ME)] }
}

const says = (register: string, kind: string) => {
  const found = registers[register]?.kinds[kind]
  if (!found) throw new Error(`no ${kind} in ${register}`)
  return found
}
const clockSays = (es: string, en: string, fr: string, pt: string): Text => ({ es, en, fr, pt })

export const BREACH: RegisterLine = {
  ...{ id: id(721), register: 'breach', kind: 'lost_device', says: says('breach', 'lost_device') },
  ...{ knownAt: at(-2.5), openedAt: at(-2), openedBy: ME, agencyId: id(12), entryIds: [], closed: false },
  clocks: [
    {
      ...{ clock: 'contain', dueAt: at(-1.5), stoppedAt: at(-2), late: false },
      says: clockSays('Contenerla', 'To contain it', 'La contenir', 'Contê-la'),
    },
    {
      ...{ clock: 'notify_authority', dueAt: at(0.5), late: false },
      says: clockSays(
        'Notificar a la autoridad',
        'To notify the authority',
        'Notifier l’autorité',
        'Notificar a autoridade',
      ),
    },
    {
      ...{ clock: 'tell_persons', dueAt: at(-0.5), late: true },
      says: clockSays('Comunicarla', 'To tell the persons', 'Informer les personnes', 'Comunicá-la'),
    },
  ],
  steps: [
    {
      step: 'contained',
      says: registers['breach']?.steps['contained'] ?? says('breach', 'misuse'),
      at: at(-2),
      userId: ME,
    },
  ],
}
export const LEAVER: RegisterLine = {
  ...{ id: id(722), register: 'leaver', kind: 'left', says: says('leaver', 'left'), knownAt: at(-1), openedAt: at(-1) },
  ...{ openedBy: 'audit', agencyId: id(12), userId: id(3), entryIds: [], closed: false, clocks: [], steps: [] },
}

export const SAMPLE: SampleView = {
  ...{
    period: '2026-01',
    seed: { size: 812, root: 'ab'.repeat(32) },
    population: 120,
    drawnAt: at(-1),
    drawnBy: ME,
    left: 2,
  },
  items: [{ entryId: ENTRY.id, entry: ENTRY }, { entryId: id(702) }],
}

export const ERASED: ErasureProof = {
  ...{
    erasureId: id(731),
    hub: 'XA',
    erasedAt: at(-1),
    keysDestroyedAt: at(-1),
    keys: ['ab'.repeat(32)],
    entriesCut: 17,
  },
  decisions: [
    {
      ...{
        entryId: id(732),
        action: 'erasure_requested',
        occurredAt: at(-5),
        userId: ME,
        agencyId: id(12),
        code: 'asked',
      },
      proof: 'c2sp.org/tlog-proof@v1',
    },
    {
      ...{ entryId: id(733), action: 'erasure_confirmed', occurredAt: at(-4), userId: id(3), agencyId: id(12) },
      proof: 'c2sp.org/tlog-proof@v1',
    },
    { entryId: id(734), action: 'subject_erased', occurredAt: at(-1), proof: 'c2sp.org/tlog-proof@v1' },
  ],
}
/** Of the own agency: a supervisor who reads it, and two colleagues. */
export const CERTIFICATION = {
  ...{ id: id(723), register: 'certification', kind: 'quarter', says: says('certification', 'quarter') },
  ...{ knownAt: at(-5), openedAt: at(-5), openedBy: 'audit', agencyId: id(11), entryIds: [], closed: false, steps: [] },
  clocks: [
    {
      ...{ clock: 'certify', dueAt: at(5), late: false },
      says: clockSays(
        'Certificar los accesos',
        'To certify the accesses',
        'Certifier les accès',
        'Certificar os acessos',
      ),
    },
  ],
  posts: [
    { userId: ME, roles: ['supervisor'] },
    { userId: id(2), roles: ['caseworker'] },
    { userId: id(3), roles: ['caseworker', 'supervisor'] },
  ],
} satisfies RegisterLine
