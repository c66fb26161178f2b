import { agencyTypes, priorities, protocols, SCOPES, serviceCategories, statuses } from '@amparo/contracts'
import { z } from 'zod'
import { byPriority, dictionary, id, oneOf, period, record, text, within } from './file-parts.ts'

/** `open`: every state that is not final. */
const states = z.union([z.literal('open'), z.array(id).min(1)], {
  error: 'States are written as a list of names, or open: every state that is not final.',
})
/** From where a step is taken; `any`: after the end too, for what the system hears then. */
const sources = z.union([z.enum(['open', 'any']), z.array(id).min(1)], {
  error: 'States are written as a list of names, or open: every state that is not final; or any: every state.',
})

export const PARTIES = ['sender', 'recipient'] as const
export type Side = (typeof PARTIES)[number]
/** Who takes a step: a party's user, or the system on news of its own. */
export const ACTORS = [...PARTIES, 'either', 'clock', 'network', 'consent', 'redaction'] as const
export type Actor = (typeof ACTORS)[number]

/** What must have happened before a step: a form answered, or a step taken. */
const simple = z.union([
  z.strictObject({ form: id, by: z.enum(PARTIES).optional(), priorities: z.array(oneOf(priorities.all)).optional() }),
  z.strictObject({ step: id }),
])
const requirement = z.union([simple, z.strictObject({ anyOf: z.array(simple).min(2) })])
export type Requirement = z.output<typeof requirement>

export const EFFECTS = [
  /** A needs profile without identity goes to the next suitable agency. */
  'offer-next',
  /** The hub's child-protection authority hears at once that a child waits. */
  'alert-child-protection',
  /** Everybody of the other agency is freed: assignments end, the person is no longer opened. */
  'end-assignments',
] as const

const stateDef = z.strictObject({
  /** FHIR R4 TaskStatus. No referral is `entered-in-error`: what was entered wrongly is cancelled, with its reason. */
  status: oneOf(statuses.all.filter(status => status !== 'entered-in-error')),
  text,
  /** Who must act next. Absent in final states only. */
  turn: z.enum(PARTIES).optional(),
  final: z.literal(true).optional(),
  /** Whether an assigned user may open the person. Default: in every state that is not final. */
  opens: z.boolean().optional(),
  /** What a state that goes on for long is: shown as a badge. */
  pauses: z.literal(true).optional(),
})

const stepDef = z.strictObject({
  by: z.enum(ACTORS),
  /** Of users. Any of these. */
  scopes: z.array(z.enum(SCOPES)).min(1).optional(),
  from: sources,
  /** Absent: the referral stays in its state. */
  to: id.optional(),
  text,
  /** What follows, in words for a caseworker. */
  hint: text.optional(),
  /** JSON Schema (2020-12) of what the step must say: codes, dates, numbers, yes and no; never free text. */
  data: z.looseObject({ type: z.literal('object') }).optional(),
  requires: z.array(requirement).optional(),
  /** Absent: of every priority. */
  priorities: z.array(oneOf(priorities.all)).min(1).optional(),
  /**
   * What holds of adults only: the whole step, or these codes in these fields of its data. It is refused where the person is a child or
   * their age is in doubt, and no longer meets what another step requires once that has come to light.
   */
  adults: z.union([z.literal(true), z.record(z.string(), z.array(z.string()).min(1))]).optional(),
  /** Stays inside the agency that took it. */
  private: z.literal(true).optional(),
  /** Of clock, network, consent, redaction: in whose hub it is taken. */
  side: z.enum([...PARTIES, 'either']).optional(),
  effects: z.array(z.enum(EFFECTS)).optional(),
  /** Cannot be taken back: the page asks once more. */
  grave: z.literal(true).optional(),
})

export const ESCALATIONS = ['remind', 'supervisor', 'phone', 'offer-next'] as const
const escalation = z.strictObject({
  /** Duration after the deadline; with a minus before it. Default PT0S. */
  after: z
    .string()
    .regex(/^-?P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/)
    .default('PT0S'),
  do: z.union([z.enum(ESCALATIONS), z.strictObject({ step: id })]),
  /** Absent: of every priority. */
  priorities: z.array(oneOf(priorities.all)).min(1).optional(),
})

const deadlineDef = z.strictObject({
  text,
  /** Runs while the referral is in one of these. */
  in: states,
  since: z.union([z.literal('opened'), z.literal('entered'), z.strictObject({ step: id })]),
  within: z.union([within, byPriority]),
  /** No country may give less: a time that is a right. */
  atLeast: within.optional(),
  /** No country may allow more: a time that protects. */
  atMost: within.optional(),
  /** Any of these steps, so many times after the start. Otherwise leaving the states meets it. */
  metBy: z.strictObject({ step: z.union([id, z.array(id).min(1)]), times: z.int().positive().default(1) }).optional(),
  /** Each of these starts the clock anew: a review that comes round again. */
  renewedBy: z.array(id).min(1).optional(),
  owner: z.enum(PARTIES),
  // biome-ignore lint/suspicious/noThenProperty: the file's own word, and never a promise
  then: z.array(escalation),
  /** How often the supervisor is called after the last of these, until the step is taken. Default P1D. */
  repeat: period.optional(),
  /** Only of referrals sent in a hurry, to be completed later. */
  when: z.literal('quick').optional(),
})

const agencies = z.strictObject({
  only: z.array(oneOf(agencyTypes.all)).optional(),
  not: z.array(oneOf(agencyTypes.all)).optional(),
})

/** One protocol in one version, as a ministry writes it. What it refers to is checked by `checkProtocol`. */
export const protocolFile = z.strictObject({
  protocol: id,
  version: z.int().positive(),
  /** An earlier version, of which it says all but what it says itself. */
  extends: z.int().positive().optional(),
  /** Whose rules of disclosure it has (policy of the consent service). */
  family: oneOf(protocols.all),
  name: text,
  about: text,
  sources: z.array(z.string().min(1)).min(1),
  /** Steps, deadlines and words of data/common/<name>.yaml, which this file may replace one by one. */
  include: z.array(id).default([]),
  /** What of these it does not take over; states that are left out are left out of `from` and `in` too. */
  without: z
    .strictObject({
      states: z.array(id).default([]),
      steps: z.array(id).default([]),
      deadlines: z.array(id).default([]),
    })
    .default({ states: [], steps: [], deadlines: [] }),
  senders: agencies.default({}),
  recipients: agencies.default({}),
  subjects: z.enum(['anyone', 'minors']).default('anyone'),
  /** Invisible to inbox, search, matching, statistics; parties need the scope protection:work. */
  compartment: z.boolean().default(false),
  services: z.array(oneOf(serviceCategories.all)).optional(),
  /** That may be answered in its referrals, besides those that its steps wait for; no others are taken. */
  forms: z.array(id).optional(),
  /** Whoever sends under it says of each item its handling code and how source and information are evaluated. */
  evaluated: z.literal(true).optional(),
  /** State of a referral that has been sent. */
  start: id,
  states: record(stateDef),
  steps: record(stepDef),
  deadlines: record(deadlineDef),
  /** Of every code and field that a step's data name. */
  words: dictionary.default({}),
  /** How a running referral of an older version goes over to this one, when a supervisor says so. */
  migrates: z.strictObject({ from: z.int().positive(), states: record(id) }).optional(),
})
export type ProtocolFile = z.output<typeof protocolFile>
export type StateDef = z.output<typeof stateDef>
export type StepDef = z.output<typeof stepDef>
export type DeadlineDef = z.output<typeof deadlineDef>
export type Escalation = z.output<typeof escalation>

/** Part of a protocol that several share. */
export const fragmentFile = z.strictObject({
  fragment: id,
  states: record(stateDef).default({}),
  steps: record(stepDef).default({}),
  deadlines: record(deadlineDef).default({}),
  words: dictionary.default({}),
})
