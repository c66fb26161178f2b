import { z } from 'zod'
import type { Asker } from '../domain/access.ts'
import { sendersRef, sideOf } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { callOf } from '../domain/call.ts'
import { isSent } from '../domain/case.ts'
import { deadlinesOf } from '../domain/deadlines.ts'
import { EVIDENCE } from '../domain/delivery.ts'
import type { Detail } from '../domain/detail.ts'
import { usesToAsk } from '../domain/leave.ts'
import { toldOnward } from '../domain/onward.ts'
import { concerns, withOutcomes } from '../domain/passed-on.ts'
import { type Referral, senderOf } from '../domain/referral.ts'
import { updatedFor, versionFor } from '../domain/visible.ts'
import { actionsView, actionView } from './actions-view.ts'
import { channel, itemCodes, name, party, priority, purpose, service, side, staffRole, status, texts } from './codes.ts'
import { duesView, dueView } from './dues-view.ts'
import { linkView } from './links.ts'
import { logView, plannedView, stepView } from './log-view.ts'
import { offerMadeView, offersMade } from './offers-made-view.ts'
import { passedOnView, toPassedOn } from './passed-on-view.ts'

const time = z.iso.datetime()
const code = z.string().describe('Of the published lists')

/** What a party sees of a referral. */
export const referralView = z.object({
  id: z.uuid(),
  protocol: name,
  protocolVersion: z.int(),
  priority,
  quick: z.boolean(),
  outside: z.boolean().describe('Its recipient is no member of the system, and is reached by one-time links'),
  status,
  state: name,
  stateText: texts,
  turn: side.nullable().describe('Who must act next; null: nobody'),
  from: party,
  to: party.nullable().describe('null: a draft'),
  takenOver: z
    .object({ by: party, at: time })
    .optional()
    .describe('The sender was suspended: this agency acts in its place, by the word of the jurisdiction'),
  subjectRef: z
    .string()
    .optional()
    .describe("The own reference of whoever acts as the sender; no other party's is shown"),
  purpose,
  services: z.array(service),
  plan: z.array(plannedView).describe('What became of each service'),
  assignedTo: z.array(z.uuid()).describe("Users of the caller's own agency"),
  delivery: z
    .partialRecord(z.enum(EVIDENCE), time)
    .nullable()
    .describe('For the sender: what the other hub has stated, and when'),
  submittedAt: time,
  fallback: z
    .object({ channel, number: z.string(), happenedAt: time, enteredAt: time, acknowledgedBy: staffRole.optional() })
    .optional()
    .describe('Made by phone or on paper, and entered afterwards; in another hub, enteredAt is when it arrived there'),
  itemCodes: itemCodes.optional().describe('As the sender says; nobody changes them'),
  updatedAt: time,
  due: z.array(dueView).describe('Deadlines that run, the first to end first'),
  overdue: z.boolean(),
  call: z
    .object({ agency: party, why: z.array(z.string()) })
    .optional()
    .describe(
      'The other agency is to be called now: why names deadlines, or what its hub has not stated of it in time (delivered, retrieved, failed); its phone: GET /referrals/{id}/duty',
    ),
  version: z.int().describe("Rises with each step that the caller's agency can see"),
  reason: code.optional(),
  outcome: code.optional(),
  steps: z.array(stepView),
  links: z.array(linkView),
  passedOn: z
    .array(passedOnView)
    .describe('What came of it elsewhere: sub-referrals, and for the sender transfers and re-offers'),
  offers: z.array(offerMadeView).optional().describe('For the sender: which agencies were asked about the needs'),
  messages: z.int().describe('How many were written'),
  assessed: z.array(z.object({ form: name, version: z.int(), side, at: time })).describe('Forms that were answered'),
  usesToAsk: z
    .array(name)
    .describe('For which its recipient may ask the sender, by its version and purpose; empty: nobody is asked in it'),
  allowedActions: z.array(actionView),
})
export type ReferralView = z.input<typeof referralView>

export type ToView = (detail: Detail, viewer: Asker) => ReferralView

/** Named field by field: what is new stays private until somebody adds it. */
export const toViewBy =
  (book: Book, now: () => Date): ToView =>
  (detail, viewer) => {
    const { found, assignments, delivery, links, offers } = detail
    const side = sideOf(detail.found.referral, viewer)
    const elsewhere = found.referral.to?.hub === viewer.hub ? [] : toldOnward(found)
    const passedOn = [...detail.passedOn, ...elsewhere].filter(({ kind }) => side !== undefined && concerns(kind, side))
    const log = logView(book, found, viewer)
    const { referral } = found
    const isSender = side === 'sender'
    const due = duesView(book, found, viewer.hub, now())
    const call = callOf(found, viewer, deadlinesOf(book, found), delivery, {
      now: now(),
      within: book.statedWithin,
    })
    return {
      id: referral.id,
      protocol: referral.protocol,
      protocolVersion: referral.protocolVersion,
      priority: referral.priority,
      quick: referral.quick,
      outside: referral.outside === true,
      status: referral.status,
      turn: referral.turn ?? null,
      from: referral.from,
      to: referral.to ?? null,
      ...(referral.successor && {
        takenOver: { by: senderOf(referral), at: referral.successor.since.toISOString() },
      }),
      ...(isSender && { subjectRef: sendersRef(referral) }),
      purpose: referral.purpose,
      services: [...referral.services],
      assignedTo: assignments.filter(({ agencyId }) => agencyId === viewer.agencyId).map(({ userId }) => userId),
      delivery: isSender ? times(delivery) : null,
      submittedAt: referral.submittedAt.toISOString(),
      ...fallbackOf(referral),
      ...(referral.itemCodes && { itemCodes: itemCodes.parse(referral.itemCodes) }),
      updatedAt: updatedFor(found, side).toISOString(),
      due,
      overdue: due.some(({ overdue }) => overdue),
      ...(call && { call: { agency: call.agency, why: [...call.why] } }),
      version: versionFor(found, side),
      ...log,
      plan: withOutcomes(log.plan, passedOn),
      links: links.map(({ referralId, kind, of }) => ({ referralId, kind, of })),
      passedOn: passedOn.map(toPassedOn(log.plan)),
      ...(isSender && { offers: offers.map(offersMade) }),
      usesToAsk: isSent(found) ? usesToAsk(found) : [],
      allowedActions: actionsView(book, found, viewer),
    }
  }

const times = (delivery: Detail['delivery']) =>
  Object.fromEntries(Object.entries(delivery).map(([kind, at]) => [kind, at.toISOString()]))

function fallbackOf({ fallback, submittedAt }: Referral): Pick<ReferralView, 'fallback'> {
  if (fallback === undefined) return {}
  const { channel, number, happenedAt, acknowledgedBy } = fallback
  const times = { happenedAt: happenedAt.toISOString(), enteredAt: submittedAt.toISOString() }
  return { fallback: { channel, number, ...times, ...(acknowledgedBy !== undefined && { acknowledgedBy }) } }
}
