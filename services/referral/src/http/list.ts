import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listReferrals } from '../queries/list-referrals.ts'
import { name, priority, service, status } from './codes.ts'
import { cursor, toCursor } from './cursor.ts'
import { referralView, type ToView } from './view.ts'
import { inHandsOf, viewerOf } from './viewer.ts'

const querystring = z.strictObject({
  box: z
    .enum(['inbox', 'outbox', 'drafts', 'protection'])
    .default('inbox')
    .describe('protection: of both ways, what is kept from everybody else; needs protection:work'),
  status: status.optional(),
  state: name.optional().describe('Of the protocol'),
  protocol: name.optional(),
  priority: priority.optional(),
  service: service.optional(),
  turn: z.literal('mine').optional().describe("Where the caller's agency must act next"),
  assigned: z
    .union([z.enum(['me', 'none']), z.uuid()])
    .optional()
    .describe('A user of the own agency, or nobody'),
  overdue: z.literal('true').optional().describe('Past a deadline, the longest overdue first'),
  fallback: z.literal('true').optional().describe('Made by phone or on paper and entered afterwards'),
  since: z.iso.datetime({ offset: true }).optional().describe('Sent at or after'),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
const page = z.object({ items: z.array(referralView), next: z.string().nullable() })

const description =
  'Newest first, or the longest overdue where `overdue` is asked for. `next` is the cursor of the next page; without it there is none.'

export const listRoute = (
  app: HttpApp,
  list: ReturnType<typeof listReferrals>,
  { toView, now }: { readonly toView: ToView; readonly now: () => Date },
): void => {
  app.get(
    '/referrals',
    { schema: { description, querystring, response: { 200: page } }, config: { scope: 'referral:read' } },
    async ({ query, caller }) => {
      const { turn, assigned, overdue, since, cursor, fallback, ...same } = query
      const viewer = viewerOf(caller)
      const filter = {
        ...{ box: same.box, limit: same.limit, after: cursor, mine: turn === 'mine' },
        ...{ status: same.status, state: same.state, protocol: same.protocol },
        ...{ priority: same.priority, service: same.service },
        assigned: inHandsOf(assigned, caller),
        fallback: fallback === 'true',
        overdueAt: overdue ? now() : undefined,
        since: since === undefined ? undefined : new Date(since),
      }
      const { details, next } = await list(filter, viewer)
      return { items: details.map(detail => toView(detail, viewer)), next: next ? toCursor(next) : null }
    },
  )
}
