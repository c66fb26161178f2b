import { z } from 'zod'
import type { Asker } from '../domain/access.ts'
import { sideOf } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { EVIDENCE } from '../domain/delivery.ts'
import type { Detail } from '../domain/detail.ts'
import { updatedFor, versionFor } from '../domain/visible.ts'
import { actionsView, actionView } from './actions-view.ts'
import { name, party, priority, purpose, service, side, status, texts } from './codes.ts'
import { duesView, dueView } from './dues-view.ts'
import { linkView } from './links.ts'
import { logView, plannedView, stepView } from './log-view.ts'
import { offerMadeView, offersMade } from './offers-made-view.ts'

const time = z.iso.datetime()
const code = z.string().describe('Of the published lists')

/** What a party sees of a referral. */
export const referralView = z.object({
  id: z.uuid(),
  protocol: name,
  protocolVersion: z.int(),
  priority,
  quick: z.boolean(),
  status,
  state: name,
  stateText: texts,
  turn: side.nullable().describe('Who must act next; null: nobody'),
  from: party,
  to: party.nullable().describe('null: a draft'),
  subjectRef: z.string().optional().describe("The sender's own reference; no other party's is shown"),
  purpose,
  services: z.array(service),
  plan: z.array(plannedView).describe('What became of each service'),
  assignedTo: z.array(z.uuid()).describe("Users of the caller's own agency"),
  delivery: z
    .partialRecord(z.enum(EVIDENCE), time)
    .nullable()
    .describe('For the sender: what the other hub has stated, and when'),
  submittedAt: time,
  updatedAt: time,
  due: z.array(dueView).describe('Deadlines that run, the first to end first'),
  overdue: z.boolean(),
  version: z.int().describe("Rises with each step that the caller's agency can see"),
  reason: code.optional(),
  outcome: code.optional(),
  steps: z.array(stepView),
  links: z.array(linkView),
  offers: z.array(offerMadeView).optional().describe('For the sender: which agencies were asked about the needs'),
  messages: z.int().describe('How many were written'),
  assessed: z.array(z.object({ form: name, version: z.int(), side, at: time })).describe('Forms that were answered'),
  allowedActions: z.array(actionView),
})
export type ReferralView = z.input<typeof referralView>

export type ToView = (detail: Detail, viewer: Asker) => ReferralView

/** Named field by field: what is new stays private until somebody adds it. */
export const toViewBy =
  (book: Book, now: () => Date): ToView =>
  (detail, viewer) => {
    const { found, assignments, delivery, links, offers } = detail
    const { referral } = found
    const own = sideOf(referral, viewer)
    const isSender = own === 'sender'
    const due = duesView(book, found, viewer.hub, now())
    return {
      id: referral.id,
      protocol: referral.protocol,
      protocolVersion: referral.protocolVersion,
      priority: referral.priority,
      quick: referral.quick,
      status: referral.status,
      turn: referral.turn ?? null,
      from: referral.from,
      to: referral.to ?? null,
      ...(isSender && { subjectRef: referral.subjectRef }),
      purpose: referral.purpose,
      services: [...referral.services],
      assignedTo: assignments.filter(({ agencyId }) => agencyId === viewer.agencyId).map(({ userId }) => userId),
      delivery: isSender ? times(delivery) : null,
      submittedAt: referral.submittedAt.toISOString(),
      updatedAt: updatedFor(found, own).toISOString(),
      due,
      overdue: due.some(({ overdue }) => overdue),
      version: versionFor(found, own),
      ...logView(book, found, viewer),
      links: links.map(({ referralId, kind, of }) => ({ referralId, kind, of })),
      ...(isSender && { offers: offers.map(offersMade) }),
      allowedActions: actionsView(book, found, viewer),
    }
  }

const times = (delivery: Detail['delivery']) =>
  Object.fromEntries(Object.entries(delivery).map(([kind, at]) => [kind, at.toISOString()]))
