import { z } from 'zod'
import { allowedActions } from '../domain/actions.ts'
import { EVIDENCE } from '../domain/delivery.ts'
import type { Detail } from '../domain/detail.ts'
import { isOverdue } from '../domain/due-dates.ts'
import { isSameParty, type Party, type Step } from '../domain/referral.ts'
import { party, priority, protocol, purpose, service, status } from './codes.ts'

const time = z.iso.datetime()
const code = z.string().describe('Of the published lists')

const step = z.object({
  version: z.int(),
  status,
  at: time,
  byAgency: z.string(),
  reason: code.optional(),
  outcome: code.optional(),
})

/** What a party sees of a referral. */
export const referralView = z.object({
  id: z.uuid(),
  protocol,
  priority,
  status,
  from: party,
  to: party.nullable().describe('null: a draft'),
  subjectRef: z.string().optional().describe("The sender's own reference; no other party's is shown"),
  purpose,
  services: z.array(service),
  assignedTo: z.array(z.uuid()).describe("Users of the caller's own agency"),
  delivery: z
    .partialRecord(z.enum(EVIDENCE), time)
    .nullable()
    .describe('For the sender: what the other hub has stated, and when'),
  submittedAt: time,
  updatedAt: time,
  acceptBy: time,
  serveBy: time,
  overdue: z.boolean(),
  version: z.int(),
  reason: code.optional(),
  outcome: code.optional(),
  steps: z.array(step),
  allowedActions: z.array(z.string()),
})
export type ReferralView = z.input<typeof referralView>

export interface Viewer extends Party {
  readonly scopes: ReadonlySet<string>
}

export function toView({ referral, steps, assignments, delivery }: Detail, viewer: Viewer, now: Date): ReferralView {
  const isSender = isSameParty(viewer, referral.from)
  return {
    id: referral.id,
    protocol: referral.protocol,
    priority: referral.priority,
    status: referral.status,
    from: referral.from,
    to: referral.to ?? null,
    ...(isSender && { subjectRef: referral.subjectRef }),
    purpose: referral.purpose,
    services: [...referral.services],
    assignedTo: assignments.filter(({ agencyId }) => agencyId === viewer.agencyId).map(({ userId }) => userId),
    delivery: isSender ? times(delivery) : null,
    submittedAt: referral.submittedAt.toISOString(),
    updatedAt: referral.updatedAt.toISOString(),
    acceptBy: referral.acceptBy.toISOString(),
    serveBy: referral.serveBy.toISOString(),
    overdue: isOverdue(referral, now),
    version: referral.version,
    ...coded(referral),
    steps: steps.map(stepView),
    allowedActions: allowedActions(referral, viewer),
  }
}

const stepView = (step: Step) => ({
  version: step.version,
  status: step.status,
  at: step.at.toISOString(),
  byAgency: step.by.agencyId,
  ...coded(step),
})

const coded = ({ reason, outcome }: Pick<Step, 'reason' | 'outcome'>) => ({
  ...(reason !== undefined && { reason }),
  ...(outcome !== undefined && { outcome }),
})

const times = (delivery: Detail['delivery']) =>
  Object.fromEntries(Object.entries(delivery).map(([kind, at]) => [kind, at.toISOString()]))
