import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listReferrals } from '../queries/list-referrals.ts'
import { status } from './codes.ts'
import { cursor, toCursor } from './cursor.ts'
import { referralView, toView } from './view.ts'
import { viewerOf } from './viewer.ts'

const querystring = z.strictObject({
  box: z.enum(['inbox', 'outbox', 'drafts']).default('inbox').describe('drafts: outbox of status draft'),
  status: status.optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
const page = z.object({ items: z.array(referralView), next: z.string().nullable() })

export const listRoute = (app: HttpApp, list: ReturnType<typeof listReferrals>, now: () => Date): void => {
  app.get(
    '/referrals',
    { schema: { querystring, response: { 200: page } }, config: { scope: 'referral:read' } },
    async request => {
      const { box, status, cursor, limit } = request.query
      const viewer = viewerOf(request.caller)
      const { details, next } = await list({
        hub: viewer.hub,
        agencyId: viewer.agencyId,
        box: box === 'inbox' ? 'inbox' : 'outbox',
        status: box === 'drafts' ? 'draft' : status,
        after: cursor,
        limit,
      })
      return { items: details.map(detail => toView(detail, viewer, now())), next: next ? toCursor(next) : null }
    },
  )
}
