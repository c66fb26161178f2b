import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { openView } from '../commands/open-view.ts'
import { itemUse } from './item-use.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  request: signedRequest(),
  use: itemUse,
})
const sealedView = z.strictObject({
  /** OpenPGP message, armored: signed by redaction, to the reply certificate inside the request (see libs/crypto, view answers). */
  sealed: z.string(),
})

const description =
  'What this reader may see of the referral’s person, sealed to the reader. Only its recipient opens a view: the sender has what it wrote. For a user to whom the referral is assigned (POST /referrals/{id}/assignment of referral), while it may be worked on; to everybody else, and while it is halted or after its end, it is not_found: its state, and whose it is, GET /referrals/{id} says. Each opening is an entry in the log: it takes no Idempotency-Key, and is not repeated by itself.'

/** POST /views: what this reader may see of one referral's person, now, sealed to the reader. Never answered from a store. */
export const openViewRoute = (app: HttpApp, open: ReturnType<typeof openView>) =>
  app.post(
    '/views',
    { schema: { description, body, response: { 200: sealedView } }, config: { scope: 'view:open', idempotent: false } },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await open({ ...request.body, caller, correlationId: request.id }) }
    },
  )
