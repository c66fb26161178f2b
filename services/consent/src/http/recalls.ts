import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { answerRecall } from '../commands/answer-recall.ts'
import { ANSWERS, RETAINING_BASES, RETAINING_REASONS } from '../domain/recall.ts'
import type { listRecalls } from '../queries/recalls.ts'
import { recallView, toRecallView } from './recall-view.ts'

const answer = z
  .strictObject({
    answer: z.enum(ANSWERS),
    basis: z.enum(RETAINING_BASES).optional().describe('Needed for what is retained'),
    reason: z
      .enum(RETAINING_REASONS)
      .optional()
      .describe('Needed for what is retained; gathered_independently: it did not come with the referral'),
  })
  .refine(({ answer: code, basis }) => (code === 'retained') === (basis !== undefined), {
    path: ['basis'],
    params: { code: 'required' },
  })
  .refine(({ answer: code, reason }) => (code === 'retained') === (reason !== undefined), {
    path: ['reason'],
    params: { code: 'required' },
  })

interface Routes {
  readonly say: ReturnType<typeof answerRecall>
  readonly list: ReturnType<typeof listRecalls>
}

export function recallRoutes(app: HttpApp, { say, list }: Routes): void {
  app.get(
    '/recalls',
    {
      schema: {
        description:
          'What the own agency has to answer: consent to it was taken back, or its holder is suspended, and nothing of it is shown any more. What it sent to an organisation that is no member or is suspended, for which it answers, is among these.',
        querystring: z.strictObject({
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ items: z.array(recallView), nextCursor: z.uuid().nullable() }) },
      },
      config: { scope: 'consent:record' },
    },
    async ({ caller, query }) => {
      const { items, last } = await list({ agencyId: caller.agency, after: query.cursor, limit: query.limit })
      return { items: items.map(toRecallView), nextCursor: last?.recallId ?? null }
    },
  )

  app.post(
    '/recalls/:id/answer',
    {
      schema: {
        description:
          'What the holder has done with what it has itself. It is signed and counts once everybody to whom it was passed on has answered. For an organisation that is no member or is suspended, the agency that sent the referral finds out and answers.',
        params: z.strictObject({ id: z.uuid() }),
        body: answer,
        response: { 200: recallView },
      },
      config: { scope: 'consent:record' },
    },
    async request => {
      const { caller, params, body } = request
      const said = await say({ recallId: params.id, ...body, caller, replay: request.replay(200, toRecallView) })
      return toRecallView(said)
    },
  )
}
