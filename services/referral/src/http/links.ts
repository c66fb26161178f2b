import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { linkReferrals } from '../commands/link-referrals.ts'
import { LINKS, SAYABLE } from '../domain/link.ts'
import { expectedVersion, ifMatch } from './if-match.ts'

/** What a new referral, or that of the path, is to another one. */
export const linkBody = z.strictObject({
  referralId: z.uuid(),
  kind: z.enum(SAYABLE).describe('A `transfer` of the other one: the same person, sent by the same agency'),
})
/** As a party of both sees it. */
export const linkView = z.object({
  referralId: z.uuid(),
  kind: z.enum(LINKS),
  of: z
    .boolean()
    .describe('This one is the transfer, sub-referral or re-offer of the other; false: the other way, or alike'),
})

export const linkRoute = (app: HttpApp, link: ReturnType<typeof linkReferrals>): void => {
  app.post(
    '/referrals/:id/links',
    {
      schema: {
        params: z.strictObject({ id: z.uuid() }),
        headers: ifMatch,
        body: linkBody,
        response: { 201: linkView },
      },
      config: { scope: 'referral:work' },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const view = () => ({ referralId: body.referralId, kind: body.kind, of: true })
      const replay = request.replay(201, view)
      const { referralId: otherId, kind } = body
      const expected = { expectedVersion: expectedVersion(request.headers) }
      await link({ caller, referralId: params.id, otherId, kind, ...expected, correlationId: request.id, replay })
      return reply.status(201).send(view())
    },
  )
}
