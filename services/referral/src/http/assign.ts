import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { assign as assignCommand } from '../commands/assign.ts'
import type { Detail } from '../domain/detail.ts'
import { referralId } from './get.ts'
import { expectedVersion, ifMatch } from './if-match.ts'
import { referralView, type ToView } from './view.ts'
import { viewerOf } from './viewer.ts'

const body = z
  .strictObject({
    userId: z
      .uuid()
      .optional()
      .describe('A colleague: needs referral:assign. If not given, oneself: needs referral:work'),
  })
  .nullish()

type Command = ReturnType<typeof assignCommand>

const description =
  'Only to whom it is assigned opens its person, reads and writes about them, at either agency. Taking it oneself is announced to the supervisor.'

export const assignRoutes = (app: HttpApp, commands: { assign: Command; end: Command }, toView: ToView): void => {
  for (const [path, command] of [
    ['assignment', commands.assign],
    ['assignment-end', commands.end],
  ] as const) {
    app.post(
      `/referrals/:id/${path}`,
      {
        schema: { description, params: referralId, headers: ifMatch, body, response: { 200: referralView } },
        // Oneself with referral:work, a colleague with referral:assign: the command looks at which of them it is.
        config: { scope: 'referral:read' },
      },
      async request => {
        const view = (detail: Detail) => toView(detail, viewerOf(request.caller))
        const detail = await command({
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
}
