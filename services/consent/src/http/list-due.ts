import { type HttpApp, keyset } from '@amparo/http'
import { type Clock, DAY_MS } from '@amparo/kernel'
import { z } from 'zod'
import { BASES } from '../domain/codes.ts'
import type { listDue } from '../queries/list-due.ts'

const time = z.iso.datetime()
const place = keyset([time, z.uuid()])

const querystring = z
  .strictObject({
    review: z
      .enum(['overdue', 'due'])
      .optional()
      .describe('due: also those to be reviewed in the days that `within` says'),
    expiring: z.literal('true').optional().describe('What ends in the days that `within` says'),
    sheet: z
      .literal('awaited')
      .optional()
      .describe('What lapses in the days that `within` says, unless its sheet comes'),
    within: z.coerce.number().int().min(1).max(366).default(7).describe('Days'),
    cursor: place.cursor.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(
    ({ review, expiring, sheet }) => [review, expiring, sheet].filter(asked => asked !== undefined).length === 1,
    {
      path: ['review'],
      params: { code: 'required' },
    },
  )

const item = z.object({
  id: z.uuid(),
  basis: z.enum(BASES),
  at: time.describe('When the review is due, when it ends, or by when its sheet has to come'),
  unconfirmed: z.boolean().describe('A second person of the agency is awaited: POST /consents/{id}/confirmation'),
})

const schema = {
  description:
    "The agency's own bases whose review is due or overdue, that end soon, or that await their sheet; the earliest first.",
  querystring,
  response: { 200: z.object({ items: z.array(item), next: z.string().nullable() }) },
}

export function listDueRoute(app: HttpApp, list: ReturnType<typeof listDue>, now: Clock): void {
  app.get('/bases', { schema, config: { scope: 'consent:record' } }, async ({ caller, query }) => {
    const { review, sheet, within, cursor, limit } = query
    const at = now()
    const { items, last } = await list({
      kind: review ? 'review' : sheet ? 'sheet' : 'end',
      agencyId: caller.agency,
      until: review === 'overdue' ? at : new Date(at.getTime() + within * DAY_MS),
      now: at,
      after: cursor && { at: new Date(cursor[0]), id: cursor[1] },
      limit,
    })
    return {
      items: items.map(({ basisId: id, basis, at: due, unconfirmed }) => ({
        ...{ id, basis, at: due.toISOString(), unconfirmed },
      })),
      next: last ? place.encode([last.at.toISOString(), last.basisId]) : null,
    }
  })
}
