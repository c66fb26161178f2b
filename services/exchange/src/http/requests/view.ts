import { actionsFor, type Entry, type StepDef, SUBMIT, stateOf, text } from '@amparo/protocols'
import { z } from 'zod'
import { STATES } from '../../domain/delivery.ts'
import { CLOCKS } from '../../domain/requests/course.ts'
import { CONFIRM, isUnconfirmed, mayExpedite } from '../../domain/requests/expedited.ts'
import { refusalsOf } from '../../domain/requests/form.ts'
import { ITEM_TERM_TEXT } from '../../domain/requests/item-terms.ts'
import { type EvidenceRequest, REQUEST_STATUS, type Step } from '../../domain/requests/request.ts'
import { REST_TEXT } from '../../domain/requests/rest.ts'
import { isUntaken } from '../../domain/requests/untaken.ts'
import { AWAITED } from '../../domain/requests/watched.ts'
import type { Course, ListedRequest, RequestDetail } from '../../queries/requests.ts'
import { answersSchema, assistance, coded, hubCode, treatyCode, urgency } from '../request-codes.ts'
import { fieldView, insteadView, toField, toInstead } from '../request-fields.ts'
import { contactView, toContact } from './contacts.ts'
import { toUnread, unreadView } from './unread-view.ts'
import { NO_USES, toUses, usesView } from './uses-view.ts'

const time = z.iso.datetime()
const side = z.enum(['sender', 'recipient'])
const party = z.object({ hub: hubCode, agencyId: z.string() })

const brief = {
  id: z.uuid(),
  status: z.enum(REQUEST_STATUS).describe('in_review: with the own central authority; received: of another hub'),
  type: assistance,
  treaty: treatyCode,
  priority: urgency,
  fromHub: hubCode,
  toHub: hubCode,
  draftedBy: z.string().describe('The prosecution or court on whose behalf it is made'),
  state: z.string().nullable().describe('By the protocol evidence-request; null until it is signed'),
  turn: side.nullable().describe('Who must act; null: nobody'),
  version: z.int(),
  updatedAt: time,
  unread: unreadView,
}
export const briefView = z.object(brief)

const stepView = z.object({
  n: z.int().describe('Place in the one order that both hubs agree on'),
  step: z.string(),
  text,
  side,
  at: time,
  knownAt: time.optional().describe('When this hub heard of it, if that was later'),
  data: z.record(z.string(), z.unknown()),
  effective: z.boolean().describe('false: where it stands in that order it changed nothing'),
  state: z.string().describe('After it'),
})
const dueView = z.object({
  deadline: z.string().describe('Of the protocol, or return-by and destroy-by: the day of what was handed over'),
  text,
  owner: side,
  dueAt: time,
  overdue: z.boolean(),
  calls: z.array(z.enum(['remind', 'supervisor', 'phone'])).describe('Whom it has called so far'),
})
const actionView = z.object({
  step: z.string(),
  text,
  hint: text.optional(),
  grave: z.boolean(),
  blocked: z.boolean().describe('Something must have happened before'),
  data: z.record(z.string(), z.unknown()).describe('JSON Schema of what it must say'),
})
export const detailView = z.object({
  ...brief,
  text: text.describe('What is asked, in words'),
  treatyName: text,
  fields: z.array(fieldView).describe('What it must and may say'),
  instead: z
    .array(insteadView)
    .describe('Directive 39: evidence to be tried before anybody is heard. Of testimony only'),
  words: z.record(z.string(), text).describe('For every code in it'),
  role: z.enum(['drafter', 'reviewer', 'sender', 'recipient']).describe('What the own agency is to it'),
  instrumentId: z.string(),
  answers: answersSchema,
  returnedFor: z.string().nullable(),
  missing: z
    .array(z.object({ field: z.string(), sources: z.array(z.string()) }))
    .describe('Essentials it does not say yet'),
  obstacles: z
    .array(z.object({ ground: z.string(), article: z.string() }))
    .describe('On which the other state could refuse at once'),
  grounds: z.array(z.object({ code: z.string(), text, article: z.string() })).describe('Of refusal, by its treaty'),
  specialty: z.object({ article: z.string(), toDefence: z.enum(['ask-first', 'tell-first']) }),
  parties: z.object({ sender: party, recipient: party }).nullable(),
  stateText: text.nullable(),
  deadlines: z.array(dueView),
  clocks: z
    .array(z.object({ clock: z.enum(CLOCKS), dueAt: time, overdue: z.boolean() }))
    .describe('Of the case itself: the end of that day'),
  steps: z.array(stepView),
  allowedSteps: z.array(actionView),
  delivery: z
    .object({
      state: z.enum(STATES),
      code: z.string().nullable().describe('Of a refusal'),
      mayBeSentAgain: z.boolean().describe('It came to nothing: the central authority has it sent again'),
    })
    .nullable()
    .describe('Of the last message to the other hub, which has all the steps of this side'),
  over: z.boolean().describe('Nothing of what it says goes to the other hub any more'),
  expedited: z
    .object({ article: z.string(), sent: z.boolean(), unconfirmed: z.boolean() })
    .nullable()
    .describe('It may be, or was, sent without waiting for the own central authority, which confirms it'),
  phone: z.string().nullable().describe('Duty phone of the other central authority, if it is urgent'),
  unstated: z
    .array(z.enum(AWAITED))
    .describe('Of an urgent one: what the other hub has not stated in time. The phone is to be used'),
  contacts: z
    .array(contactView)
    .describe('Operational contact: agencies of this hub that execute it and may write, as its central authority said'),
  ...usesView,
})

export const toBrief = (found: ListedRequest): z.input<typeof briefView> => ({
  ...common(found),
  unread: toUnread(found.unread),
  state: found.state ?? null,
  turn: side.nullable().parse(found.turn ?? null),
})

/** What a change leaves behind: whoever made it looks at the whole again. */
export const changedView = z.object({ id: z.uuid(), status: z.enum(REQUEST_STATUS), version: z.int() })
export const toChanged = ({ id, status, version }: EvidenceRequest): z.input<typeof changedView> => ({
  id,
  status,
  version,
})

const common = (request: EvidenceRequest) => ({
  ...{ id: request.id, status: request.status, type: request.type, treaty: request.treaty, priority: request.priority },
  ...{ fromHub: request.fromHub, toHub: request.toHub, draftedBy: request.draftedBy, version: request.version },
  updatedAt: request.updatedAt.toISOString(),
})

export function toDetail(found: RequestDetail, scopes: ReadonlySet<string>, now: Date): z.input<typeof detailView> {
  const { request, role, treaty, protocol, readiness, course, form } = found
  const words = { ...protocol.words, ...form.words, ...treaty.words, ...course?.run.protocol.words }
  return {
    ...{ ...common(request), unread: toUnread(found.unread) },
    ...{ role, instrumentId: request.instrumentId, answers: { ...request.answers } },
    ...{ text: form.types[request.type].text, treatyName: treaty.name },
    fields: readiness.asked.map(one => toField(one, words)),
    instead: toInstead(form, request.type),
    words,
    returnedFor: request.returnedFor ?? null,
    missing: readiness.missing.map(({ field, sources }) => ({ field, sources: [...sources] })),
    obstacles: readiness.obstacles.map(({ ground, article }) => ({ ground, article })),
    grounds: refusalsOf(treaty, request.type).map(({ ground, article }) => ({
      ...coded(ground, treaty.words[ground] ?? treaty.name),
      article,
    })),
    specialty: treaty.specialty,
    parties: request.parties ?? null,
    expedited: toExpedited(found),
    ...(course ? { ...onCourse(request, course, role, scopes, now), ...toUses(course) } : NOT_SIGNED),
  }
}

function toExpedited({ request, treaty, course }: RequestDetail): z.input<typeof detailView>['expedited'] {
  const { expedited } = treaty
  const isOf = request.expedited || (course === undefined && mayExpedite(treaty, request))
  if (expedited === undefined || !isOf) return null
  const unconfirmed = course !== undefined && isUnconfirmed(request, course.run)
  return { article: expedited.article, sent: request.expedited, unconfirmed }
}

const NOT_SIGNED = {
  ...{ state: null, turn: null, stateText: null, delivery: null, phone: null },
  ...{ unstated: [], contacts: [], over: false },
  ...{ deadlines: [], clocks: [], steps: [], allowedSteps: [], ...NO_USES },
}

function onCourse(
  request: EvidenceRequest,
  { run, dues, clocks, delivery, phone, watched, contacts }: Course,
  role: RequestDetail['role'],
  scopes: ReadonlySet<string>,
  now: Date,
) {
  const { protocol, state } = run
  const { text: stateText, turn, final } = stateOf(protocol, state)
  const isParty = role === 'sender' || role === 'recipient'
  return {
    ...{ state, stateText, turn: final ? null : (turn ?? null), over: final ?? false, phone: phone ?? null },
    ...{ delivery: toDelivery(delivery, run), contacts: contacts.map(toContact) },
    unstated: AWAITED.filter(one => watched.some(({ deadline, due }) => deadline === one && due <= now)),
    deadlines: dues.map(({ deadline, owner, due, escalations }) => ({
      ...{ deadline, owner, dueAt: due.toISOString(), overdue: due < now },
      text: ITEM_TERM_TEXT[deadline] ?? REST_TEXT[deadline] ?? protocol.deadlines[deadline]?.text ?? protocol.name,
      calls: escalations.flatMap(({ at, do: what }) => (at <= now && isCall(what) ? [what] : [])),
    })),
    clocks: clocks.map(({ clock, due }) => ({ clock, dueAt: due.toISOString(), overdue: due < now })),
    steps: run.entries.map((entry, index) => toStep(protocol, entry, index + 1)),
    allowedSteps: isParty
      ? actionsFor(protocol, run, { side: role, scopes })
          .filter(({ step }) => step !== CONFIRM || isUnconfirmed(request, run))
          .map(toAction)
      : [],
  }
}

const toDelivery = (sent: Course['delivery'], run: Course['run']) =>
  sent ? { state: sent.state, code: sent.code, mayBeSentAgain: isUntaken(sent, run) } : null

const isCall = (what: unknown): what is 'remind' | 'supervisor' | 'phone' =>
  what === 'remind' || what === 'supervisor' || what === 'phone'

const toStep = (
  { name, steps }: Course['run']['protocol'],
  { taken, effective, state }: Entry<Step>,
  n: number,
): z.input<typeof stepView> => ({
  ...{ n, step: taken.step, side: taken.side, at: taken.at.toISOString(), data: { ...taken.data }, effective, state },
  text: taken.step === SUBMIT ? name : (steps[taken.step]?.text ?? name),
  ...(taken.receivedAt > taken.at && { knownAt: taken.receivedAt.toISOString() }),
})

const toAction = ({ step, def, missing }: { step: string; def: StepDef; missing: readonly unknown[] }) => ({
  ...{ step, text: def.text, grave: def.grave ?? false, blocked: missing.length > 0, data: def.data ?? NOTHING },
  ...(def.hint && { hint: def.hint }),
})
const NOTHING = { type: 'object', additionalProperties: false }
