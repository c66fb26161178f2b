import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { readMessages } from '../commands/read-messages.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  request: signedRequest(),
  /** Only older ones than this message. */
  before: z.uuid().optional(),
})
const sealedMessages = z.strictObject({
  /** OpenPGP message, armored: signed by redaction, to the reply certificate inside the request (see libs/crypto, view answers). */
  sealed: z.string(),
})

const description =
  'What the two agencies wrote to each other, newest first, sealed to the reader. For a user to whom the referral is assigned (POST /referrals/{id}/assignment of referral), while it may be worked on; to everybody else, and while it is halted or after its end, it is not_found: its state, and whose it is, GET /referrals/{id} says. Each opening is an entry in the log: it takes no Idempotency-Key, and is not repeated by itself.'

/** POST /message-views: what the two agencies of a referral wrote to each other, sealed to the reader. Never answered from a store. */
export const readMessagesRoute = (app: HttpApp, read: ReturnType<typeof readMessages>) =>
  app.post(
    '/message-views',
    {
      schema: { description, body, response: { 200: sealedMessages } },
      config: { scope: 'view:open', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      const { request: compact, before } = request.body
      return { sealed: await read({ request: compact, before, caller, correlationId: request.id }) }
    },
  )
