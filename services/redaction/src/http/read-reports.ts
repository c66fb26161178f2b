import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { readReports } from '../commands/read-reports.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  request: signedRequest(),
})
const sealedReports = z.strictObject({
  /** OpenPGP message, armored: signed by redaction, to the reply certificate inside the request (see libs/crypto, view answers). */
  sealed: z.string(),
})

const description =
  'What the recipient assessed, for the sender, as far as the person agreed, sealed to the reader. For a user to whom the referral is assigned (POST /referrals/{id}/assignment of referral), while it may be worked on; to everybody else, and while it is halted or after its end, it is not_found: its state, and whose it is, GET /referrals/{id} says. Each opening is an entry in the log: it takes no Idempotency-Key, and is not repeated by itself.'

/** POST /assessment-views: what the recipient assessed, for the sender, sealed to the reader. Never answered from a store. */
export const readReportsRoute = (app: HttpApp, read: ReturnType<typeof readReports>) =>
  app.post(
    '/assessment-views',
    {
      schema: { description, body, response: { 200: sealedReports } },
      config: { scope: 'view:open', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await read({ request: request.body.request, caller, correlationId: request.id }) }
    },
  )
