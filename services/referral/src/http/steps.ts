import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { noteContact } from '../commands/note-contact.ts'
import type { Detail } from '../domain/detail.ts'
import { name } from './codes.ts'
import { referralId } from './get.ts'
import { expectedVersion, ifMatch } from './if-match.ts'
import { invalid } from './invalid.ts'
import { referralView, type ToView } from './view.ts'
import { viewerOf } from './viewer.ts'

const body = z.strictObject({
  step: name.describe('One of the allowedActions of the referral'),
  data: z
    .record(z.string().max(60), z.unknown())
    .default({})
    .describe("As the action's schema says: codes, dates, numbers, yes and no; never text"),
  happenedAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      'For the recipient of a referral made by phone or on paper: when it took the step, if before it was entered',
    ),
})

const description =
  'One of `allowedActions`. What is not open any more is `step_not_allowed` (refs.allowed names what is), what must come first `step_blocked` (refs.missing). With If-Match only if the referral has still that version, else `version_changed`.'

/** One resource for every step of every protocol. Which scope a step takes, its protocol says: the command looks at that. */
export const stepsRoute = (app: HttpApp, take: ReturnType<typeof noteContact>, toView: ToView): void => {
  app.post(
    '/referrals/:id/steps',
    {
      schema: { description, params: referralId, headers: ifMatch, body, response: { 200: referralView } },
      config: { scope: 'referral:read' },
    },
    async request => {
      const view = (detail: Detail) => toView(detail, viewerOf(request.caller))
      const { happenedAt } = request.body
      const detail = await take({
        caller: request.caller,
        referralId: request.params.id,
        step: request.body.step,
        data: request.body.data,
        happenedAt: happenedAt === undefined ? undefined : new Date(happenedAt),
        expectedVersion: expectedVersion(request.headers),
        correlationId: request.id,
        replay: request.replay(200, view),
        invalid,
      })
      return view(detail)
    },
  )
}
