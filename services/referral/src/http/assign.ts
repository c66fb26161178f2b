import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { assign as assignCommand } from '../commands/assign.ts'
import type { Detail } from '../domain/detail.ts'
import { referralId } from './get.ts'
import { expectedVersion, ifMatch } from './if-match.ts'
import { referralView, toView } from './view.ts'
import { viewerOf } from './viewer.ts'

const body = z
  .strictObject({
    userId: z
      .uuid()
      .optional()
      .describe('A colleague: needs referral:assign. If not given, oneself: needs referral:work'),
  })
  .nullish()

export const assignRoute = (app: HttpApp, assign: ReturnType<typeof assignCommand>, now: () => Date): void => {
  app.post(
    '/referrals/:id/assignment',
    {
      schema: { params: referralId, headers: ifMatch, body, response: { 200: referralView } },
      // Oneself with referral:work, a colleague with referral:assign: the command looks at which of them it is.
      config: { scope: 'referral:read' },
    },
    async request => {
      const view = (detail: Detail) => toView(detail, viewerOf(request.caller), now())
      const detail = await assign({
        caller: request.caller,
        referralId: request.params.id,
        userId: request.body?.userId,
        expectedVersion: expectedVersion(request.headers),
        correlationId: request.id,
        replay: request.replay(200, view),
      })
      return view(detail)
    },
  )
}
