import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { textFile } from '@amparo/config'
import { isDenialCode, isItemDenial, relations } from '@amparo/contracts'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import { searchedActions } from '../commands/project-leaf.ts'
import { type AlertPolicy, PROOFS, WHOSE } from '../domain/alerts/alert-policy.ts'

/** A policy that cannot be used stops the service from starting. Names the places in the file, never other text. */
export class AlertPolicyError extends Error {
  override readonly name = 'AlertPolicyError'
  readonly code = 'alert_policy_invalid'
}

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const actions = z.array(z.enum(searchedActions)).min(1)
const done = z.array(z.enum(searchedActions)).default([])
const having = { theirs: done, brought: done }
const isDenial = (denied: string) => isDenialCode(denied) || isItemDenial(denied)
const positive = z.int().positive()
const hours = { from: z.int().min(0).max(23), to: z.int().min(1).max(24) }
const agency = z.string().regex(/^[A-Z]{2}[A-Z0-9]{0,6}\/[a-z0-9-]{1,60}$/)
/** Words and places, with colons between. */
const FORM = /^(?:[a-z_]+|\{#?[a-z]+\})(?::(?:[a-z_]+|\{#?[a-z]+\}))*$/
const base = z.strictObject({
  ...{ id: code, weight: z.int().min(1).max(99), dueHours: positive, says: text, usual: text },
  proof: z.enum(PROOFS).optional(),
  worded: z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/), text).optional(),
  forms: z.array(z.strictObject({ of: z.string().regex(FORM), says: text })).optional(),
})

const rule = z.discriminatedUnion('kind', [
  base.extend({
    ...{ kind: z.literal('each'), actions, codes: z.array(z.string()).min(1).optional() },
    asksSupervisor: z.literal(true).optional(),
  }),
  base.extend({
    ...{ kind: z.literal('without_assignment'), actions },
    // A policy of before knows none: then whoever is assigned to none of the person's referrals is reported.
    ...having,
    whose: z.record(z.enum(WHOSE), z.strictObject({ says: text, weight: z.int().min(1).max(99) })).optional(),
  }),
  base.extend({ kind: z.literal('outside_mandate'), codes: z.array(z.string().refine(isDenial)).min(1) }),
  base.extend({
    ...{ kind: z.literal('bulk'), actions, hours: positive.max(168), floor: positive },
    ...{ factor: z.number().min(1), usualDays: positive.max(28) },
  }),
  base.extend({
    ...{ kind: z.literal('off_hours'), actions, ...hours },
    agencies: z.record(agency, z.strictObject({ ...hours, everyDay: z.boolean() })).default({}),
    ...{ usualDays: positive.max(28), usualShare: z.number().min(0).max(1), usualFrom: positive },
  }),
  base.extend({ kind: z.literal('after_closure'), actions, ...having, graceHours: z.int().min(0) }),
  base.extend({
    ...{ kind: z.literal('relation'), relations: z.array(z.enum(relations.all)).min(1) },
    once: z.enum(['person', 'agency_month']).default('person'),
  }),
  base.extend({
    ...{ kind: z.literal('near_miss'), count: positive, minutes: positive.max(1_440) },
    // A policy of before counts searches alone.
    ...{ actions: actions.default(['people_searched']), ends: z.array(z.enum(searchedActions)).default([]) },
  }),
  base.extend({
    ...{ kind: z.literal('review_overdue'), deadlines: z.array(z.string()).min(1), calls: z.array(z.string()).min(1) },
  }),
  base.extend({ kind: z.literal('dated_ahead'), minutes: positive.max(1_440) }),
])

const alertPolicySchema = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  status: z.string(),
  settleMinutes: z.int().min(0).max(60),
  sampling: z.strictObject({ actions, share: z.number().min(0).max(1), ofEachAgency: z.int().min(0) }),
  rules: z
    .array(rule)
    .min(1)
    .refine(rules => new Set(rules.map(({ id }) => id)).size === rules.length),
  questions: z.record(code, text),
  answers: z.record(code, text),
  findings: z.record(code, z.strictObject({ says: text, follow: z.boolean() })),
  measures: z.record(code, text),
})

/** The policy in a file's text. Its hash is over the bytes as they stand: a changed comma is another policy. */
export function loadAlertPolicy(file: string): AlertPolicy {
  const { data, error } = alertPolicySchema.safeParse(jsonOf(file))
  if (error) throw new AlertPolicyError(error.issues.map(({ path }) => `/${path.map(String).join('/')}`).join(', '))
  return { ...data, hash: hash('sha256', file, 'hex') }
}

/** What comes with the product. */
export const shippedAlerts = (): AlertPolicy =>
  loadAlertPolicy(readFileSync(new URL('../../policy/alerts.v1.json', import.meta.url), 'utf8'))

export const alertConfig = z.object({
  AMPARO_ALERTS_FILE: textFile()
    .transform((file, ctx) => {
      try {
        return loadAlertPolicy(file)
      } catch {
        ctx.addIssue({ code: 'custom', message: 'its file is no policy for alerts' })
        return z.NEVER
      }
    })
    .optional()
    .describe('what is put before auditors, in place of services/audit/policy/alerts.v1.json'),
  AMPARO_DESK_EVERY_SECONDS: z.coerce
    .number()
    .positive()
    .max(60)
    .default(60)
    .transform(seconds => seconds * 1_000)
    .describe('how often what auditors search is compared with the log and rules go over what is new, by themselves'),
})

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(file)
  } catch {
    throw new AlertPolicyError('not JSON')
  }
}
